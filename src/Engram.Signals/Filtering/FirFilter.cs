using System.Buffers;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;
using Engram.Signals.Spectral;

namespace Engram.Signals.Filtering;

/// <summary>A filter of finite, symmetric impulse response, applied without delay.</summary>
public sealed class FirFilter
{
    // a transform of the lane width must stay in the second cache with its work space
    private const int LargestTransform = 4096;

    private readonly double[] taps;

    /// <summary>A filter with given taps.</summary>
    /// <param name="taps">Odd in number and symmetric.</param>
    /// <exception cref="ArgumentException">The number of taps is even, or they are not symmetric.</exception>
    public FirFilter(double[] taps)
    {
        ArgumentNullException.ThrowIfNull(taps);
        if (taps.Length % 2 == 0)
            throw new ArgumentException($"Expected an odd number of taps, so that the delay is a whole number of samples; got {taps.Length}.", nameof(taps));
        for (var i = 0; i < taps.Length / 2; i++)
        {
            if (Math.Abs(taps[i] - taps[^(i + 1)]) > 1e-12)
                throw new ArgumentException($"Expected symmetric taps; taps {i} and {taps.Length - 1 - i} differ.", nameof(taps));
        }

        this.taps = (double[])taps.Clone();
    }

    /// <summary>The impulse response.</summary>
    public ReadOnlySpan<double> Taps => taps;

    /// <summary>
    /// MNE's default design: transition bands of min(max(f/4, 2), f) Hz below the lower and min(max(f/4, 2), fs/2 - f) Hz above the
    /// upper edge, a Hamming-windowed sinc of 3.3 / transition seconds for each edge, so the gain is one half in mid-transition.
    /// </summary>
    /// <param name="band">The band.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">The edges do not fit the sampling rate.</exception>
    public static FirFilter Design(Band band, double samplingRate) => new(FirDesign.Taps(band, samplingRate));

    /// <summary>A windowed ideal low-pass (scipy's <c>firwin</c>): w_i sin(ω(i - m))/(π(i - m)), scaled to unit gain at 0 Hz.</summary>
    /// <param name="window">The window; its length is the number of taps, which is odd.</param>
    /// <param name="edge">Gain one half (Hz).</param>
    /// <param name="samplingRate">Hz.</param>
    public static FirFilter LowPass(double[] window, double edge, double samplingRate) => new(FirDesign.WindowedSinc(window, 2 * edge / samplingRate));

    /// <summary>Filters one channel without delay; ends as in <see cref="ApplyZeroPhase(double[][], int)"/>.</summary>
    /// <param name="signal">Samples of one channel.</param>
    public double[] ApplyZeroPhase(ReadOnlySpan<double> signal) => ApplyZeroPhase([signal.ToArray()], 1)[0];

    /// <summary>
    /// Filters without delay, by overlapping Fourier transforms of eight channels at a time. The signal is extended by odd
    /// reflection as far as it reaches, then by zeros (MNE's "reflect_limited").
    /// </summary>
    /// <param name="samples">[channel][time]; they stay as they are.</param>
    /// <param name="threads">Most threads at once; 0 for one a core. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The channels are empty or differ in length.</exception>
    public double[][] ApplyZeroPhase(double[][] samples, int threads = 0)
    {
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        if (length == 0)
            throw new ArgumentException("Expected at least one sample, got none.", nameof(samples));
        var half = taps.Length / 2;
        var size = TransformLength(length);
        var step = size - taps.Length + 1;
        var plan = RealFourierPlan.Of(size);

        // response of the taps, turned so that tap `half` sits at time 0: real, because they are symmetric
        var turned = new double[size];
        for (var i = 0; i < taps.Length; i++)
            turned[(i - half + size) % size] += taps[i];
        var (response, unused) = (new double[plan.Bins], new double[plan.Bins]);
        plan.Forward<double, ScalarLane>(turned, response, unused, new double[plan.WorkLength]);

        var result = new double[samples.Length][];
        ChannelGroups.ForLanes(samples.Length, threads, (first, count) =>
        {
            var rows = samples.AsSpan(first, count);
            for (var i = first; i < first + count; i++)
                result[i] = GC.AllocateUninitializedArray<double>(length);
            var buffer = ArrayPool<Vector512<double>>.Shared.Rent(size + (2 * plan.Bins) + plan.WorkLength);
            var signal = buffer.AsSpan(0, size);
            var real = buffer.AsSpan(size, plan.Bins);
            var imaginary = buffer.AsSpan(size + plan.Bins, plan.Bins);
            var work = buffer.AsSpan(size + (2 * plan.Bins), plan.WorkLength);
            for (var start = 0; start < length; start += step)
            {
                Load(rows, start - half, length, signal);
                plan.Forward<Vector512<double>, WideLane>(signal, real, imaginary, work);
                for (var k = 0; k < real.Length; k++)
                {
                    real[k] *= response[k];
                    imaginary[k] *= response[k];
                }

                plan.Inverse<Vector512<double>, WideLane>(real, imaginary, signal, work);
                Interleaving.Scatter(signal.Slice(half, Math.Min(step, length - start)), result.AsSpan(first, count), start);
            }

            ArrayPool<Vector512<double>>.Shared.Return(buffer);
        });
        return result;
    }

    private static void Load(ReadOnlySpan<double[]> rows, int start, int length, Span<Vector512<double>> target)
    {
        var inside = Math.Clamp(-start, 0, target.Length);
        var count = Math.Clamp(length - start - inside, 0, target.Length - inside);
        Interleaving.Gather(rows, start + inside, target.Slice(inside, count));
        Span<double> edge = stackalloc double[WideLane.Count];
        for (var i = 0; i < target.Length; i++)
        {
            if (i == inside)
                i += count;
            if (i >= target.Length)
                break;
            edge.Clear();
            for (var lane = 0; lane < rows.Length; lane++)
                edge[lane] = Extended(rows[lane], start + i);
            target[i] = Vector512.Create<double>(edge);
        }
    }

    private static double Extended(double[] row, int time)
    {
        var mirrored = time < 0 ? -time : (2 * (row.Length - 1)) - time;
        if (mirrored < 0 || mirrored >= row.Length)
            return 0;
        return (2 * (time < 0 ? row[0] : row[^1])) - row[mirrored];
    }

    // the cheapest transform per new sample, n log n / (n - taps + 1), or one that covers a short signal whole
    private int TransformLength(int length)
    {
        var whole = Fourier.FastLength(length + taps.Length + 1);
        var best = 64;
        while (best < 2 * taps.Length)
            best *= 2;
        while (best < LargestTransform && Cost(2 * best) < Cost(best))
            best *= 2;
        return Math.Min(best, whole + (whole % 2));

        double Cost(double n) => n * Math.Log2(n) / (n - taps.Length + 1);
    }
}
