using Engram.Modeling.Tokenizers;
using Engram.Modeling.Training;
using Engram.Probes;
using Engram.Probes.Classifiers;
using Engram.Probes.Metrics;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.TfmTokenizer;

/// <summary>One repetition. κ is Cohen's kappa of the five classes on test trials.</summary>
/// <param name="Kappa">κ on the device of the training trials, by method.</param>
/// <param name="Shifted">κ on the other device, by method; nothing is fitted anew.</param>
/// <param name="Error">Error of the predicted spectrogram on test trials, by ablation.</param>
/// <param name="Agreement">Normalised mutual information of codes and motifs on test trials, by ablation and for k-means.</param>
/// <param name="Perplexity">Codes in effective use on test trials, by ablation and for k-means.</param>
public sealed record MotifResult(
    IReadOnlyDictionary<string, double> Kappa, IReadOnlyDictionary<string, double> Shifted, IReadOnlyDictionary<string, double> Error,
    IReadOnlyDictionary<string, double> Agreement, IReadOnlyDictionary<string, double> Perplexity)
{
    /// <summary>TFM tokens, masked pretraining.</summary>
    public const string Tfm = "TFM tokens";

    /// <summary>TFM tokens without masked pretraining.</summary>
    public const string Scratch = "TFM tokens, no pretraining";

    /// <summary>Tokens of k-means on log spectra, masked pretraining.</summary>
    public const string Clusters = "k-means tokens of log spectra";

    /// <summary>Raw frames through one matrix.</summary>
    public const string Patches = "raw frames";

    /// <summary>Tokens of a tokenizer that was not trained, masked pretraining.</summary>
    public const string Untrained = "tokens of random weights";

    /// <summary>TFM tokens, masked pretraining, shuffled labels.</summary>
    public const string Shuffled = "TFM tokens, shuffled labels";

    /// <summary>Logistic regression on mean log spectra.</summary>
    public const string Power = "mean log spectrum, logistic";

    /// <summary>Both paths and the mask, as published.</summary>
    public const string Both = "both paths";

    /// <summary>The spectrum alone.</summary>
    public const string Spectral = "spectral path";

    /// <summary>The trace alone.</summary>
    public const string Temporal = "temporal path";

    /// <summary>Both paths, nothing hidden.</summary>
    public const string NoMask = "no masking";

    private const long WeightSeeds = 900_000;

    /// <summary>Fits all tokenizers on trials without labels, then learns the classes from few labels by every method.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides everything; weights have seeds of their own.</param>
    /// <param name="progress">Told each step of the masked pretraining on TFM tokens and its loss.</param>
    public static MotifResult Run(TfmTokenizerConfig config, long seed, Action<int, double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        var random = new SeededRandom(seed);
        var rate = config.Simulation.SamplingRate;
        var training = config.Simulation.Draw(config.Unlabelled, random.Split("training"));
        var testing = config.Simulation.Draw(config.Test, random.Split("test"));
        var other = config.Shifted.Draw(config.Test, random.Split("other device"));
        SignalBatch[] signals = [MotifTokens.Signals(training, rate, rate), MotifTokens.Signals(testing, rate, rate), MotifTokens.Signals(other, config.Shifted.SamplingRate, rate)];
        var frames = ((signals[0].Length - config.Window) / config.Hop) + 1;
        var truth = MotifTokens.Truth(testing, signals[1].Channels, frames, config.Window / rate, config.Hop / rate);
        var (kappa, shifted, error) = (new Dictionary<string, double>(), new Dictionary<string, double>(), new Dictionary<string, double>());
        var (agreement, perplexity) = (new Dictionary<string, double>(), new Dictionary<string, double>());

        Tensor[] Codes(string name, ITokenizer tokenizer)
        {
            var tokens = signals.Select(tokenizer.Encode).ToArray();
            agreement[name] = MotifTokens.Agreement(tokens[1].Codes!.flatten().data<long>().ToArray(), truth);
            perplexity[name] = Modeling.Codebooks.CodeUsage.Of(tokens[1].Codes!, tokenizer.Codebook!.Size).Perplexity;
            return [.. tokens.Select(t => t.Codes!.unflatten(1, [t.Grid.Channels, t.Grid.Steps]))];
        }

        (Tensor[] Codes, Tensor Book) Motifs(string name, MotifTokenizerConfig settings)
        {
            var tokenizer = SeededModules.Make(WeightSeeds + seed, () => new MotifTokenizer(settings)).Fit(signals[0]);
            error[name] = MotifTokens.Error(tokenizer, signals[1]);
            return (Codes(name, tokenizer), tokenizer.Codebook.Decode(arange(config.Codes, int64)));
        }

        var classes = new ClassLearning(config, training.Labels[..config.Labelled], testing.Labels, other.Labels, seed);
        void Learn(string name, Tensor[] codes, Tensor? book, bool isPretrained, bool isShuffled = false, Action<int, double>? told = null)
        {
            var model = SeededModules.Make(WeightSeeds + seed + 1, () => new MotifTransformer(config.Transformer, book));
            if (isPretrained)
                classes.Pretrain(model, codes[0], told);
            (kappa[name], shifted[name]) = classes.Learn(model, codes, isShuffled);
        }

        var (own, vectors) = Motifs(Both, config.Tokenizer(MotifPaths.Both, true, seed));
        Motifs(Spectral, config.Tokenizer(MotifPaths.Spectral, true, seed));
        Motifs(Temporal, config.Tokenizer(MotifPaths.Temporal, true, seed));
        Motifs(NoMask, config.Tokenizer(MotifPaths.Both, false, seed));
        var (random1, randomVectors) = Motifs(Untrained, config.Tokenizer(MotifPaths.Both, true, seed) with { Training = new() { Steps = 1, Batch = config.TokenizerBatch, LearningRate = 1e-9, Seed = seed } });
        var clusters = new ClusteredTokenizer(new StftTokenizer(new() { Window = config.Window, Hop = config.Hop }), new() { Codes = config.Codes, Width = (config.Window / 2) + 1, Starts = 1, Seed = seed }).Fit(signals[0]);
        Learn(Tfm, own, vectors, true, told: progress);
        Learn(Scratch, own, vectors, false);
        Learn(Shuffled, own, vectors, true, isShuffled: true);
        Learn(Untrained, random1, randomVectors, true);
        Learn(Clusters, Codes(Clusters, clusters), null, true);
        Tensor[] raw = [.. signals.Select(s => s.Samples.unfold(-1, config.Window, config.Hop))];
        (kappa[Patches], shifted[Patches]) = classes.Learn(SeededModules.Make(WeightSeeds + seed + 1, () => new RawFrameTransformer(config.Transformer, config.Window)), raw, false);
        var power = signals.Select(s => Spectra(config, s)).ToArray();
        var scaler = StandardScaler.Fit(power[0].SelectRows([.. Enumerable.Range(0, config.Labelled)]));
        var logistic = new LogisticRegression { Cost = 0.1 }.Fit(scaler.Transform(power[0].SelectRows([.. Enumerable.Range(0, config.Labelled)])), training.Labels[..config.Labelled]);
        kappa[Power] = ConfusionMatrix.Of(testing.Labels, logistic.Predict(scaler.Transform(power[1]))).CohenKappa;
        shifted[Power] = ConfusionMatrix.Of(other.Labels, logistic.Predict(scaler.Transform(power[2]))).CohenKappa;
        return new(kappa, shifted, error, agreement, perplexity);
    }

    // mean over channels and frames of the log spectrum, which devices with fewer channels have too
    private static FeatureMatrix Spectra(TfmTokenizerConfig config, SignalBatch signals)
    {
        using var scope = NewDisposeScope();
        var features = new StftTokenizer(new() { Window = config.Window, Hop = config.Hop }).Encode(signals).Features.mean([1L]);
        return FeatureMatrix.From([.. features.to_type(float64).data<double>().ToArray().Chunk((int)features.shape[1])]);
    }
}
