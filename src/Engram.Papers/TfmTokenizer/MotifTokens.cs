using Engram.Modeling.Tokenizers;
using Engram.Probes.Metrics;
using Engram.Signals.Filtering;
using Engram.Signals.Simulation;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.TfmTokenizer;

/// <summary>Trials as tensors and their tokens against the motifs that are in them.</summary>
public static class MotifTokens
{
    /// <summary>Trials at a sampling rate, each channel divided by the 95th percentile of its size, as every method here sees them.</summary>
    /// <param name="trials">Trials.</param>
    /// <param name="from">Their rate (Hz).</param>
    /// <param name="to">The rate asked for (Hz).</param>
    /// <returns>[trial, channel, time].</returns>
    public static SignalBatch Signals(EegMotifTrials trials, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var rows = trials.Trials.SelectMany(t => t).ToArray();
        if (from != to)
            rows = PolyphaseResampler.Between(from, to).Apply(rows);
        var flat = rows.SelectMany(row =>
        {
            var level = row.Select(Math.Abs).Order().ElementAt((int)(0.95 * (row.Length - 1)));
            return row.Select(v => (float)(v / level));
        }).ToArray();
        return new(tensor(flat).reshape(trials.Trials.Length, trials.Trials[0].Length, rows[0].Length), to);
    }

    /// <summary>The motif that fills most of a frame; -1 where none fills 0.4 of it.</summary>
    /// <param name="trials">Trials.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="frames">Frames of a channel.</param>
    /// <param name="window">Length of a frame (s).</param>
    /// <param name="hop">Seconds between frames.</param>
    /// <returns>One number a frame, in the order of tokens.</returns>
    public static int[] Truth(EegMotifTrials trials, int channels, int frames, double window, double hop)
    {
        ArgumentNullException.ThrowIfNull(trials);
        const double Least = 0.4;
        var (kinds, shares) = (new int[trials.Trials.Length * channels * frames], new double[trials.Trials.Length * channels * frames]);
        Array.Fill(kinds, -1);
        foreach (var motif in trials.Motifs)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                var shared = Math.Min(motif.Onset + motif.Duration, (frame * hop) + window) - Math.Max(motif.Onset, frame * hop);
                var at = (((motif.Trial * channels) + motif.Channel) * frames) + frame;
                if (shared / window >= Least && shared > shares[at])
                    (kinds[at], shares[at]) = ((int)motif.Kind, shared);
            }
        }

        return kinds;
    }

    /// <summary>Normalised mutual information of codes and motifs, over the frames that hold one.</summary>
    /// <param name="codes">Codes in the order of tokens.</param>
    /// <param name="truth">Motifs by <see cref="Truth"/>.</param>
    public static double Agreement(IReadOnlyList<long> codes, IReadOnlyList<int> truth)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var known = Enumerable.Range(0, truth.Count).Where(i => truth[i] >= 0).ToArray();
        return ClusterAgreement.Of([.. known.Select(i => (int)codes[i])], [.. known.Select(i => truth[i])]).NormalisedMutualInformation;
    }

    /// <summary>Error of the predicted spectrogram, Σ (S - Ŝ)² / Σ (S - mean S)².</summary>
    /// <param name="tokenizer">Fitted.</param>
    /// <param name="signals">Signals.</param>
    public static double Error(MotifTokenizer tokenizer, SignalBatch signals)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        using var scope = NewDisposeScope();
        var (truth, guess) = tokenizer.Reconstruct(signals);
        return (truth - guess).square().sum().ToDouble() / (truth - truth.mean()).square().sum().ToDouble();
    }
}
