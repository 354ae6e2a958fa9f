using Engram.Modeling.Tokenizers;
using Engram.Modeling.Training;
using Engram.Papers.Ledger;
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

    internal const long WeightSeeds = 900_000;

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

        (string Name, MotifTokenizerConfig Settings)[] variants =
        [
            (Both, config.Tokenizer(MotifPaths.Both, true, seed)), (Spectral, config.Tokenizer(MotifPaths.Spectral, true, seed)), (Temporal, config.Tokenizer(MotifPaths.Temporal, true, seed)),
            (NoMask, config.Tokenizer(MotifPaths.Both, false, seed)), (Untrained, config.UntrainedTokenizer(seed)),
        ];
        var fitted = RepeatedRuns.Of(RepeatedRuns.Seeds(0, variants.Length), i => SeededModules.Make(WeightSeeds + seed, () => new MotifTokenizer(variants[i].Settings)).Fit(signals[0]));
        var codes = variants.Zip(fitted).ToDictionary(pair => pair.First.Name, pair =>
        {
            error[pair.First.Name] = MotifTokens.Error(pair.Second, signals[1]);
            return Codes(pair.First.Name, pair.Second);
        });
        Tensor Book(int variant) => fitted[variant].Codebook.Decode(arange(config.Codes, int64));

        var classes = new ClassLearning(config, training.Labels[..config.Labelled], testing.Labels, other.Labels, seed);
        MotifTransformer Model(Tensor? book) => SeededModules.Make(WeightSeeds + seed + 1, () => new MotifTransformer(config.Transformer, book));
        void Learn(string name, MotifTransformer model, Tensor[] tokens, bool isShuffled = false) => (kappa[name], shifted[name]) = classes.Learn(model, tokens, isShuffled);
        MotifTransformer Pretrained(Tensor[] tokens, Tensor? book, Action<int, double>? told = null)
        {
            var model = Model(book);
            classes.Pretrain(model, tokens[0], told);
            return model;
        }

        var (own, vectors, arbitrary) = (codes[Both], Book(0), codes[Untrained]);
        var clusters = new ClusteredTokenizer(new StftTokenizer(new() { Window = config.Window, Hop = config.Hop }), new() { Codes = config.Codes, Width = (config.Window / 2) + 1, Starts = 1, Seed = seed }).Fit(signals[0]);
        var (pretrained, control) = (Pretrained(own, vectors, progress), Model(vectors));
        control.load_state_dict(pretrained.state_dict());
        Learn(Tfm, pretrained, own);
        Learn(Scratch, Model(vectors), own);
        Learn(Shuffled, control, own, isShuffled: true);
        Learn(Untrained, Pretrained(arbitrary, Book(variants.Length - 1)), arbitrary);
        var clustered = Codes(Clusters, clusters);
        Learn(Clusters, Pretrained(clustered, null), clustered);
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
