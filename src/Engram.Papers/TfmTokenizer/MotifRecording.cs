using Engram.Data;
using Engram.Modeling.Tokenizers;
using Engram.Signals;
using Engram.Signals.Filtering;
using static TorchSharp.torch;

namespace Engram.Papers.TfmTokenizer;

/// <summary>One repetition on a real recording: a tokenizer of single channels, and what its tokens predict of a later run.</summary>
/// <param name="Error">Error of the predicted spectrogram.</param>
/// <param name="Untrained">The same of a tokenizer that was not trained.</param>
/// <param name="Perplexity">Codes in effective use.</param>
public sealed record MotifRecording(double Error, double Untrained, double Perplexity)
{
    /// <summary>The electrodes; a tokenizer sees each alone.</summary>
    public static IReadOnlyList<string> Electrodes { get; } = ["C3", "Cz", "C4", "Oz"];

    /// <summary>Runs of eegmmidb's subject S001, 0.5-45 Hz without delay, in windows that do not overlap.</summary>
    /// <param name="choice">Where the data are.</param>
    /// <param name="config">Sizes: rate and length of a window.</param>
    /// <param name="runs">Numbers of the runs.</param>
    /// <exception cref="DataException">The data are not real ones.</exception>
    public static SignalBatch Load(DataChoice choice, TfmTokenizerConfig config, params IReadOnlyList<int> runs)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(runs);
        var folder = choice.Folder ?? throw new DataException("Real recordings were asked for, but the data are simulated.");
        var (rate, duration) = (config.Simulation.SamplingRate, config.Simulation.Duration);
        var epochs = Epochs.Concatenate([.. runs.Select(run =>
        {
            var recording = Recordings.Load(Path.Combine(folder, $"S001R{run:00}.edf")).Pick([.. Electrodes]);
            var band = FilterDesign.Butterworth(3, Band.BandPass(0.5, 45), recording.SamplingRate);
            return Epochs.Cut(recording.Filter(band, "0.5-45 Hz, Butterworth 3").Resample(rate), duration, run);
        })]);
        var flat = epochs.Data.SelectMany(trial => trial.SelectMany(channel => channel.Select(v => (float)(v * 1e6)))).ToArray();
        return new(tensor(flat).reshape(epochs.Data.Length, Electrodes.Count, -1), rate);
    }

    /// <summary>A tokenizer of real channels.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="training">Windows.</param>
    /// <param name="seed">Decides weights, codes and batches.</param>
    public static MotifTokenizer Fit(TfmTokenizerConfig config, SignalBatch training, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        var settings = config.Tokenizer(MotifPaths.Both, true, seed);
        return Fit(settings with { Training = settings.Training with { Steps = config.RecordedSteps } }, training, seed);
    }

    /// <summary>Trains on some windows and predicts later ones.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="training">Windows.</param>
    /// <param name="test">Later windows.</param>
    /// <param name="seed">Decides weights, codes and batches.</param>
    public static MotifRecording Run(TfmTokenizerConfig config, SignalBatch training, SignalBatch test, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(test);
        using var scope = NewDisposeScope();
        var (trained, untrained) = (Fit(config, training, seed), Fit(config.UntrainedTokenizer(seed), training, seed));
        return new(MotifTokens.Error(trained, test), MotifTokens.Error(untrained, test), Modeling.Codebooks.CodeUsage.Of(trained.Encode(test).Codes!, config.Codes).Perplexity);
    }

    private static MotifTokenizer Fit(MotifTokenizerConfig settings, SignalBatch training, long seed) =>
        SeededModules.Make(MotifResult.WeightSeeds + seed, () => new MotifTokenizer(settings)).Fit(training);
}
