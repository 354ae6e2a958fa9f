using Engram.Modeling.Tokenizers;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.RbTransformer;

/// <summary>
/// The features of RBTransformer: windows of a trial, each standardised, the differential entropy of each band and electrode (<see cref="BandEntropyTokenizer"/>),
/// less that of the trial's baseline, which is cut into pieces whose samples are averaged.
/// </summary>
public sealed record BandEntropyFeatures
{
    /// <summary>Samples of a window.</summary>
    public int Window { get; init; } = 512;

    /// <summary>Samples from one window to the next.</summary>
    public int Step { get; init; } = 117;

    /// <summary>Samples of a piece of the baseline.</summary>
    public int Piece { get; init; } = 128;

    /// <summary>Bands; the released code's where not given.</summary>
    public IReadOnlyList<FrequencyBand> Bands { get; init; } = FrequencyBand.Emotion;

    /// <summary>What a window, and a baseline, is standardised by.</summary>
    public WindowScaling Scaling { get; init; }

    /// <summary>Windows of a trial: ⌊(T - window)/step⌋ + 1.</summary>
    /// <param name="samples">T, at least one window.</param>
    public int Windows(int samples) => ((samples - Window) / Step) + 1;

    /// <summary>Features of trials.</summary>
    /// <param name="trials">[trial][electrode][time], all of one length.</param>
    /// <param name="baselines">The same of the baselines; none for entropies as they are.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <returns>[window, electrode, band] in bits, and the trial of each window.</returns>
    /// <exception cref="ArgumentException">A trial is shorter than a window, or a baseline shorter than a piece.</exception>
    public (Tensor Features, int[] TrialOf) Of(double[][][] trials, double[][][]? baselines, double samplingRate)
    {
        ArgumentNullException.ThrowIfNull(trials);
        using var scope = NewDisposeScope();
        var signals = ToTensor(trials);
        if (signals.shape[2] < Window)
            throw new ArgumentException($"Expected trials of at least one window of {Window} samples, got {signals.shape[2]}.", nameof(trials));
        var windows = signals.unfold(2, Window, Step).transpose(1, 2); // [trial, window, electrode, sample]
        var features = Entropies(windows.flatten(0, 1), samplingRate);
        if (baselines is not null)
        {
            var rest = ToTensor(baselines);
            if (rest.shape[2] < Piece)
                throw new ArgumentException($"Expected baselines of at least {Piece} samples, got {rest.shape[2]}.", nameof(baselines));
            var piece = rest.unfold(2, Piece, Piece).mean([2L]); // sample by sample
            features = features - Entropies(piece, samplingRate).repeat_interleave(windows.shape[1], 0);
        }

        return (features.MoveToOuterDisposeScope(), [.. Enumerable.Range(0, trials.Length).SelectMany(t => Enumerable.Repeat(t, (int)windows.shape[1]))]);
    }

    // [window, electrode, sample] → [window, electrode, band]
    private Tensor Entropies(Tensor windows, double samplingRate)
    {
        long[] over = Scaling == WindowScaling.EachElectrode ? [2] : [1, 2];
        var centred = windows - windows.mean(over, keepdim: true);
        var deviation = centred.square().mean(over, keepdim: true).sqrt();
        var scaled = Scaling == WindowScaling.None ? windows : centred / where(deviation > 0, deviation, ones_like(deviation));
        var length = (int)windows.shape[2];
        return new BandEntropyTokenizer(new() { Window = length, Step = length, Bands = Bands }).Encode(new(scaled, samplingRate)).Features;
    }

    private static Tensor ToTensor(double[][][] trials) =>
        tensor(trials.SelectMany(t => t.SelectMany(c => c.Select(v => (float)v))).ToArray()).reshape(trials.Length, trials[0].Length, -1);
}
