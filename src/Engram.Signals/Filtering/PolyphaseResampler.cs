using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>
/// Changes the sampling rate by up/down: insert up - 1 zeros, low-pass, keep each down-th sample, computing only the products
/// that are kept. The filter is scipy's default for <c>resample_poly</c>: 20 max(up, down) + 1 taps, Kaiser window with β = 5.
/// </summary>
public sealed class PolyphaseResampler
{
    private readonly int halfLength;
    private readonly int phaseLength;
    private readonly double[] phases; // [phase][tap], each reversed and padded with zeros to whole vectors

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
        phaseLength = (longest + WideLane.Count - 1) / WideLane.Count * WideLane.Count;
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
        var result = GC.AllocateUninitializedArray<double>(OutputLength(signal.Length));
        if (Up == Down)
        {
            signal.CopyTo(result);
            return result;
        }

        var padded = new double[signal.Length + (2 * phaseLength)];
        signal.CopyTo(padded.AsSpan(phaseLength));
        var vectors = phaseLength / WideLane.Count;
        ref var coefficients = ref MemoryMarshal.GetArrayDataReference(phases);
        ref var input = ref MemoryMarshal.GetArrayDataReference(padded);
        // y_i = Σ_j h[t mod up + j up] x[t div up - j], t = i down + half length
        var (whole, phase) = (halfLength / Up, halfLength % Up);
        for (var i = 0; i < result.Length; i++)
        {
            var sum = Vector512<double>.Zero;
            // the newest sample is x[whole], at padded[whole + phaseLength]; samples past the end are zeros
            var first = whole + 1;
            var offset = phase * phaseLength;
            if (first + phaseLength <= padded.Length)
            {
                for (var v = 0; v < vectors; v++)
                    sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref input, (nuint)(first + (v * WideLane.Count))), Vector512.LoadUnsafe(ref coefficients, (nuint)(offset + (v * WideLane.Count))), sum);
                result[i] = Vector512.Sum(sum);
            }
            else
            {
                double tail = 0;
                for (var j = 0; j < phaseLength && first + j < padded.Length; j++)
                    tail += padded[first + j] * phases[offset + j];
                result[i] = tail;
            }

            whole += Down / Up;
            phase += Down % Up;
            if (phase >= Up)
                (whole, phase) = (whole + 1, phase - Up);
        }

        return result;
    }

    /// <summary>Resamples several channels.</summary>
    /// <param name="samples">[channel][time]; they stay as they are.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    public double[][] Apply(double[][] samples, int threads = 0)
    {
        ChannelGroups.CheckedLength(samples, nameof(samples));
        var result = new double[samples.Length][];
        ChannelGroups.For(samples.Length, threads, channel => result[channel] = Apply(samples[channel].AsSpan()));
        return result;
    }

    private int OutputLength(int length) => checked((int)((((long)length * Up) + Down - 1) / Down));
}
