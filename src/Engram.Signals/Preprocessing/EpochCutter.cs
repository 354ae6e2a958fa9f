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

    /// <summary>Largest allowed peak-to-peak amplitude, after the baseline; null for any.</summary>
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
        ArgumentNullException.ThrowIfNull(events);
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        if (Length < 1 || Baseline is { } b && (b.First < 0 || b.Count < 1 || b.First + b.Count > Length))
            throw new ArgumentException($"Expected a length of at least 1 with the baseline inside, got {Length} and {Baseline}.");
        var outcomes = new EpochOutcome[events.Count];
        var pieces = new double[events.Count][][];
        ChannelGroups.For(events.Count, threads, i =>
        {
            var start = (long)events[i] + Offset;
            if (start < 0 || start + Length > length)
            {
                outcomes[i] = EpochOutcome.Outside;
                return;
            }

            var piece = new double[samples.Length][];
            for (var channel = 0; channel < piece.Length; channel++)
            {
                var row = piece[channel] = GC.AllocateUninitializedArray<double>(Length);
                samples[channel].AsSpan((int)start, Length).CopyTo(row);
                if (Baseline is { } baseline)
                    TensorPrimitives.Subtract(row, TensorPrimitives.Sum<double>(row.AsSpan(baseline.First, baseline.Count)) / baseline.Count, row);
                if (MaximumPeakToPeak is null && MinimumPeakToPeak is null)
                    continue;
                var range = TensorPrimitives.Max<double>(row) - TensorPrimitives.Min<double>(row);
                if (!(range <= (MaximumPeakToPeak ?? double.PositiveInfinity)))
                    outcomes[i] = EpochOutcome.TooLarge;
                else if (range < (MinimumPeakToPeak ?? 0) && outcomes[i] == EpochOutcome.Kept)
                    outcomes[i] = EpochOutcome.TooFlat;
            }

            pieces[i] = piece;
        });
        var kept = Enumerable.Range(0, events.Count).Where(i => outcomes[i] == EpochOutcome.Kept).ToArray();
        return (Array.ConvertAll(kept, i => pieces[i]), kept, outcomes);
    }
}
