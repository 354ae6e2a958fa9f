using System.Numerics.Tensors;
using Engram.Signals.Numerics;

namespace Engram.Signals.Preprocessing;

/// <summary>Cuts pieces of equal length around events out of samples in memory, and refuses bad ones.</summary>
public sealed record EpochCutter
{
    /// <summary>First sample relative to the event.</summary>
    public required int Offset { get; init; }

    /// <summary>Samples in a piece, at least 1.</summary>
    public required int Length { get; init; }

    /// <summary>First sample and number of samples of the baseline within the piece; null for none.</summary>
    public (int First, int Count)? Baseline { get; init; }

    /// <summary>Largest allowed peak-to-peak amplitude; null for any.</summary>
    public double? MaximumPeakToPeak { get; init; }

    /// <summary>Least allowed peak-to-peak amplitude of every channel, to find dead ones; null for any.</summary>
    public double? MinimumPeakToPeak { get; init; }

    /// <summary>The pieces that fit and pass.</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="events">Sample of each event.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    /// <returns>The kept pieces [piece][channel][time]; which event each belongs to; and for each event what became of it.</returns>
    /// <exception cref="ArgumentException">The length or the baseline does not fit.</exception>
    public (double[][][] Pieces, int[] Events, EpochOutcome[] Outcomes) Cut(double[][] samples, IReadOnlyList<int> events, int threads = 0)
    {
        var (kept, outcomes) = Judge(samples, events, threads);
        var pieces = new double[kept.Length][][];
        ChannelGroups.For(kept.Length, threads, i => pieces[i] = Array.ConvertAll(samples, row =>
        {
            var piece = GC.AllocateUninitializedArray<double>(Length);
            Fill(row, events[kept[i]] + Offset, piece);
            return piece;
        }));
        return (pieces, kept, outcomes);
    }

    /// <summary>The pieces that fit and pass, in one block of memory as a tensor holds them.</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="events">Sample of each event.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    /// <returns>Values of [piece, channel, time], row-major; which event each piece belongs to; and for each event what became of it.</returns>
    /// <exception cref="ArgumentException">The length or the baseline does not fit.</exception>
    public (double[] Values, int[] Events, EpochOutcome[] Outcomes) CutBlock(double[][] samples, IReadOnlyList<int> events, int threads = 0)
    {
        var (kept, outcomes) = Judge(samples, events, threads);
        var values = GC.AllocateUninitializedArray<double>(checked(kept.Length * samples.Length * Length));
        ChannelGroups.For(kept.Length, threads, i =>
        {
            for (var channel = 0; channel < samples.Length; channel++)
                Fill(samples[channel], events[kept[i]] + Offset, values.AsSpan(((i * samples.Length) + channel) * Length, Length));
        });
        return (values, kept, outcomes);
    }

    private (int[] Kept, EpochOutcome[] Outcomes) Judge(double[][] samples, IReadOnlyList<int> events, int threads)
    {
        ArgumentNullException.ThrowIfNull(events);
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        if (Length < 1 || (Baseline is { } b && (b.First < 0 || b.Count < 1 || b.First + b.Count > Length)))
            throw new ArgumentException($"Expected a length of at least 1 with the baseline inside, got {Length} and {Baseline}.");
        var outcomes = new EpochOutcome[events.Count];
        ChannelGroups.For(events.Count, threads, i =>
        {
            var start = (long)events[i] + Offset;
            if (start < 0 || start + Length > length)
                outcomes[i] = EpochOutcome.Outside;
            else if (MaximumPeakToPeak is not null || MinimumPeakToPeak is not null)
                outcomes[i] = Judge(samples, (int)start);
        });
        return (Enumerable.Range(0, events.Count).Where(i => outcomes[i] == EpochOutcome.Kept).ToArray(), outcomes);
    }

    // a baseline does not change the peak-to-peak amplitude
    private EpochOutcome Judge(double[][] samples, int start)
    {
        var outcome = EpochOutcome.Kept;
        foreach (var row in samples)
        {
            var piece = row.AsSpan(start, Length);
            var range = TensorPrimitives.Max<double>(piece) - TensorPrimitives.Min<double>(piece);
            if (!(range <= (MaximumPeakToPeak ?? double.MaxValue))) // NaN too
                return EpochOutcome.TooLarge;
            if (range < (MinimumPeakToPeak ?? 0))
                outcome = EpochOutcome.TooFlat;
        }

        return outcome;
    }

    private void Fill(double[] row, int start, Span<double> piece)
    {
        row.AsSpan(start, Length).CopyTo(piece);
        if (Baseline is { } baseline)
            TensorPrimitives.Subtract(piece, TensorPrimitives.Sum<double>(piece.Slice(baseline.First, baseline.Count)) / baseline.Count, piece);
    }
}
