using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// A discrete Fourier transform of one length: X_k = Σ_t x_t e^(-2πi kt/n). Mixed radix 4, 2, 3, 5 and small primes; lengths with a
/// larger prime factor go through Bluestein's convolution with a chirp (1970). Plans are immutable and shared.
/// </summary>
internal sealed class FourierPlan
{
    /// <summary>The largest prime that is transformed by its definition.</summary>
    public const int LargestPrime = 31;

    private const int KeptPlans = 256;
    private static readonly ConcurrentDictionary<int, FourierPlan> Plans = new();

    private readonly List<(int Radix, int M, int S, double[] Twiddles, double[] Roots)> stages = [];
    private readonly BluesteinChirp? chirp;

    private FourierPlan(int length)
    {
        Length = length;
        var rest = length;
        List<int> factors = [];
        foreach (var radix in (int[])[4, 2, 3, 5])
            Divide(radix);
        for (var prime = 7; prime <= LargestPrime; prime += 2)
            Divide(prime);
        if (rest > 1)
        {
            chirp = new(length);
            WorkLength = chirp.WorkLength;
            return;
        }

        WorkLength = length;
        var (current, s) = (length, 1);
        foreach (var radix in factors)
        {
            var m = current / radix;
            var twiddles = new double[2 * (radix - 1) * m];
            for (var p = 0; p < m; p++)
            {
                for (var k = 1; k < radix; k++)
                    (twiddles[2 * (((radix - 1) * p) + k - 1)], twiddles[(2 * (((radix - 1) * p) + k - 1)) + 1]) = UnitRoot((long)p * k, current);
            }

            var roots = new double[2 * radix];
            for (var k = 0; k < radix; k++)
                (roots[2 * k], roots[(2 * k) + 1]) = UnitRoot(k, radix);
            stages.Add((radix, m, s, twiddles, roots));
            (current, s) = (m, s * radix);
        }

        void Divide(int factor)
        {
            for (; rest % factor == 0; rest /= factor)
                factors.Add(factor);
        }
    }

    /// <summary>n.</summary>
    public int Length { get; }

    /// <summary>Elements needed in each of the two work spans.</summary>
    public int WorkLength { get; }

    /// <summary>The plan of a length.</summary>
    /// <param name="length">n, at least 1.</param>
    public static FourierPlan Of(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (Plans.Count > KeptPlans)
            Plans.Clear();
        return Plans.GetOrAdd(length, n => new(n));
    }

    /// <summary>e^(-2πi k/n), exact on the axes and diagonals: the angle is folded into the first octant before sine and cosine are taken.</summary>
    public static (double Cosine, double Sine) UnitRoot(long k, long n)
    {
        k %= n;
        var eighth = 8 * k / n; // octant of the angle 2πk/n
        var folded = eighth % 2 == 0 ? (8 * k) - (eighth * n) : ((eighth + 1) * n) - (8 * k); // 8n times the distance to the octant's axis, in turns
        var (sine, cosine) = Math.SinCos(Math.PI * folded / (4.0 * n));
        return eighth switch
        {
            0 => (cosine, -sine),
            1 => (sine, -cosine),
            2 => (-sine, -cosine),
            3 => (-cosine, -sine),
            4 => (-cosine, sine),
            5 => (-sine, cosine),
            6 => (sine, cosine),
            _ => (cosine, sine),
        };
    }

    /// <summary>Transforms in place. The inverse (without 1/n) is the same call with the two parts exchanged.</summary>
    public void Transform<T, TLane>(Span<T> real, Span<T> imaginary, Span<T> workReal, Span<T> workImaginary)
        where T : struct
        where TLane : struct, ILane<T>
    {
        if (real.Length < Length || imaginary.Length < Length || workReal.Length < WorkLength || workImaginary.Length < WorkLength)
            throw new ArgumentException($"Expected {Length} elements and {WorkLength} of work space.");
        if (chirp is not null)
        {
            chirp.Transform<T, TLane>(real, imaginary, workReal, workImaginary);
            return;
        }

        var isInWork = false;
        foreach (var stage in stages)
        {
            if (isInWork)
                Run<T, TLane>(stage, workReal, workImaginary, real, imaginary);
            else
                Run<T, TLane>(stage, real, imaginary, workReal, workImaginary);
            isInWork = !isInWork;
        }

        if (isInWork)
        {
            workReal[..Length].CopyTo(real);
            workImaginary[..Length].CopyTo(imaginary);
        }
    }

    private static void Run<T, TLane>((int Radix, int M, int S, double[] Twiddles, double[] Roots) stage, Span<T> xr, Span<T> xi, Span<T> yr, Span<T> yi)
        where T : struct
        where TLane : struct, ILane<T>
    {
        if (typeof(T) == typeof(double) && stage.S % WideLane.Count == 0)
        {
            // neighbours share their twiddle factor, so eight of one signal go through the kernel of eight signals
            var wide = stage with { S = stage.S / WideLane.Count };
            Run<Vector512<double>, WideLane>(wide, MemoryMarshal.Cast<T, Vector512<double>>(xr), MemoryMarshal.Cast<T, Vector512<double>>(xi), MemoryMarshal.Cast<T, Vector512<double>>(yr), MemoryMarshal.Cast<T, Vector512<double>>(yi));
            return;
        }

        var (radix, m, s, twiddles, roots) = stage;
        switch (radix)
        {
            case 2:
                FourierStages.Radix2<T, TLane>(xr, xi, yr, yi, m, s, twiddles);
                break;
            case 3:
                FourierStages.Radix3<T, TLane>(xr, xi, yr, yi, m, s, twiddles);
                break;
            case 4:
                FourierStages.Radix4<T, TLane>(xr, xi, yr, yi, m, s, twiddles);
                break;
            case 5:
                FourierStages.Radix5<T, TLane>(xr, xi, yr, yi, m, s, twiddles);
                break;
            default:
                FourierStages.Odd<T, TLane>(xr, xi, yr, yi, radix, m, s, twiddles, roots);
                break;
        }
    }
}
