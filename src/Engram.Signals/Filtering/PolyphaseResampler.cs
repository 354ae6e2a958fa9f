using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>
/// Changes the sampling rate by up/down: insert up - 1 zeros, low-pass, keep each down-th sample, computing only the products
/// that are kept. The filter is scipy's default for <c>resample_poly</c>: 20 max(up, down) + 1 taps, Kaiser window with β = 5.
/// </summary>
public sealed class PolyphaseResampler
{
    private const int Unrolled = 4;
    private const int Block = 128; // outputs that are made while their inputs are in the first cache

    private readonly int halfLength;
    private readonly int phaseLength;
    private readonly double[] phases; // [phase][tap], each reversed and padded with zeros to a multiple of the unrolling

    /// <summary>A resampler by a fraction.</summary>
    /// <param name="up">Numerator, at least 1.</param>
    /// <param name="down">Denominator, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is below 1.</exception>
    public PolyphaseResampler(int up, int down)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(up, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(down, 1);
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(up, down);
        (Up, Down) = (up / divisor, down / divisor);
        var widest = Math.Max(Up, Down);
        halfLength = 10 * widest;
        var taps = FirDesign.WindowedSinc(FirWindow.Kaiser((2 * halfLength) + 1, 5), 1.0 / widest);
        var longest = ((2 * halfLength) / Up) + 1;
        phaseLength = (longest + Unrolled - 1) / Unrolled * Unrolled;
        phases = new double[Up * phaseLength];
        for (var phase = 0; phase < Up; phase++)
        {
            for (int tap = phase, j = 0; tap < taps.Length; tap += Up, j++)
                phases[(phase * phaseLength) + phaseLength - 1 - j] = Up * taps[tap];
        }
    }

    /// <summary>Numerator.</summary>
    public int Up { get; }

    /// <summary>Denominator.</summary>
    public int Down { get; }

    /// <summary>A resampler between two rates.</summary>
    /// <param name="from">Hz.</param>
    /// <param name="to">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">to/from is not a fraction of whole numbers up to 10,000.</exception>
    public static PolyphaseResampler Between(double from, double to)
    {
        if (from > 0 && to > 0)
        {
            for (var down = 1; down <= 10000; down++)
            {
                var up = Math.Round(to / from * down);
                if (up is >= 1 and <= 10000 && Math.Abs((to / from * down) - up) < 1e-9 * up)
                    return new((int)up, down);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(to), $"Expected rates whose ratio is a fraction of whole numbers up to 10,000, got {from} and {to} Hz.");
    }

    /// <summary>Resamples one channel; the signal counts as zero outside.</summary>
    /// <param name="signal">Samples at the old rate.</param>
    /// <returns>⌈n up/down⌉ samples.</returns>
    public double[] Apply(ReadOnlySpan<double> signal)
    {
        if (Up == Down)
            return signal.ToArray();
        var result = GC.AllocateUninitializedArray<double>(OutputLength(signal.Length));
        var padded = new double[First(result.Length - 1) + phaseLength + 1];
        signal[..Math.Min(signal.Length, padded.Length - phaseLength)].CopyTo(padded.AsSpan(phaseLength));
        Convolve<double, ScalarLane>(padded, result, 0);
        return result;
    }

    /// <summary>Resamples several channels, eight at a time in one vector.</summary>
    /// <param name="samples">[channel][time]; they stay as they are.</param>
    /// <param name="threads">Most threads at once; 0 for one a core. The result does not depend on it.</param>
    public double[][] Apply(double[][] samples, int threads = 0)
    {
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        if (Up == Down)
            return Array.ConvertAll(samples, row => (double[])row.Clone());
        var result = new double[samples.Length][];
        ChannelGroups.ForLanes(samples.Length, threads, (first, count) =>
        {
            for (var i = first; i < first + count; i++)
                result[i] = GC.AllocateUninitializedArray<double>(OutputLength(length));
            var input = new Vector512<double>[First(Block - 1) - First(0) + phaseLength + 2];
            var output = new Vector512<double>[Block];
            for (var start = 0; start < OutputLength(length); start += Block)
            {
                var block = output.AsSpan(0, Math.Min(Block, OutputLength(length) - start));
                // the oldest sample of the block is x[First - phaseLength]; outside the signal there are zeros
                var oldest = First(start) - phaseLength;
                var before = Math.Clamp(-oldest, 0, input.Length);
                var inside = Math.Clamp(length - oldest - before, 0, input.Length - before);
                input.AsSpan(0, before).Clear();
                Interleaving.Gather(samples.AsSpan(first, count), oldest + before, input.AsSpan(before, inside));
                input.AsSpan(before + inside).Clear();
                Convolve<Vector512<double>, WideLane>(input, block, start);
                Interleaving.Scatter(block, result.AsSpan(first, count), start);
            }
        });
        return result;
    }

    // one past the newest sample that output i needs, counted in the signal: ⌊(i down + half length)/up⌋ + 1
    private int First(int i) => (int)((((long)i * Down) + halfLength) / Up) + 1;

    // y_i = Σ_j h[t mod up + j up] x[t div up - j], t = i down + half length; input[0] is x[First(start) - phaseLength]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Convolve<T, TLane>(ReadOnlySpan<T> input, Span<T> output, int start)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var phase = (int)((((long)start * Down) + halfLength) % Up);
        var at = typeof(T) == typeof(double) ? First(0) : 0; // a single signal is padded in front, a block begins where it is needed
        for (var i = 0; i < output.Length; i++)
        {
            var window = input.Slice(at, phaseLength);
            var taps = phases.AsSpan(phase * phaseLength, phaseLength);
            var zero = TLane.Broadcast(0);
            var (a, b, c, d) = (zero, zero, zero, zero);
            for (var j = 0; j <= taps.Length - Unrolled && j <= window.Length - Unrolled; j += Unrolled)
            {
                a = TLane.MultiplyAdd(window[j], TLane.Broadcast(taps[j]), a);
                b = TLane.MultiplyAdd(window[j + 1], TLane.Broadcast(taps[j + 1]), b);
                c = TLane.MultiplyAdd(window[j + 2], TLane.Broadcast(taps[j + 2]), c);
                d = TLane.MultiplyAdd(window[j + 3], TLane.Broadcast(taps[j + 3]), d);
            }

            output[i] = TLane.Add(TLane.Add(a, b), TLane.Add(c, d));
            at += Down / Up;
            phase += Down % Up;
            if (phase >= Up)
                (at, phase) = (at + 1, phase - Up);
        }
    }

    private int OutputLength(int length) => checked((int)((((long)length * Up) + Down - 1) / Down));
}
