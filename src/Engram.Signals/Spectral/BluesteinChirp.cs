using System.Numerics;
using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// A transform of any length as a convolution (Bluestein 1970): kt = (k² + t² - (k - t)²)/2, so with b_k = e^(iπk²/n)
/// X_k = b̄_k Σ_t (x_t b̄_t) b_(k-t); the convolution runs over a power of two of at least 2n - 1.
/// </summary>
internal sealed class BluesteinChirp
{
    private readonly int length;
    private readonly FourierPlan inner;
    private readonly double[] chirpReal;
    private readonly double[] chirpImaginary;
    private readonly double[] filterReal;
    private readonly double[] filterImaginary;

    public BluesteinChirp(int length)
    {
        this.length = length;
        var size = checked((int)BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1)));
        inner = FourierPlan.Of(size);
        WorkLength = 2 * size;
        chirpReal = new double[length];
        chirpImaginary = new double[length];
        filterReal = new double[size];
        filterImaginary = new double[size];
        for (var k = 0; k < length; k++)
        {
            // b̄_k = e^(-2πi k²/(2n)); k² is reduced exactly
            (chirpReal[k], chirpImaginary[k]) = FourierPlan.UnitRoot((long)k * k % (2L * length), 2L * length);
            filterReal[k] = filterReal[(size - k) % size] = chirpReal[k];
            filterImaginary[k] = filterImaginary[(size - k) % size] = -chirpImaginary[k];
        }

        inner.Transform<double, ScalarLane>(filterReal, filterImaginary, new double[size], new double[size]);
        for (var k = 0; k < size; k++)
        {
            filterReal[k] /= size;
            filterImaginary[k] /= size;
        }
    }

    public int WorkLength { get; }

    public void Transform<T, TLane>(Span<T> real, Span<T> imaginary, Span<T> workReal, Span<T> workImaginary)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var size = inner.Length;
        var ar = workReal[..size];
        var ai = workImaginary[..size];
        var tr = workReal[size..];
        var ti = workImaginary[size..];
        ar.Clear();
        ai.Clear();
        for (var k = 0; k < length; k++)
            (ar[k], ai[k]) = Multiply<T, TLane>(real[k], imaginary[k], chirpReal[k], chirpImaginary[k]);
        inner.Transform<T, TLane>(ar, ai, tr, ti);
        for (var k = 0; k < size; k++)
            (ar[k], ai[k]) = Multiply<T, TLane>(ar[k], ai[k], filterReal[k], filterImaginary[k]);
        inner.Transform<T, TLane>(ai, ar, tr, ti); // parts exchanged: the inverse
        for (var k = 0; k < length; k++)
            (real[k], imaginary[k]) = Multiply<T, TLane>(ar[k], ai[k], chirpReal[k], chirpImaginary[k]);
    }

    private static (T Real, T Imaginary) Multiply<T, TLane>(T a, T b, double c, double d)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var (w, v) = (TLane.Broadcast(c), TLane.Broadcast(d));
        return (TLane.Subtract(TLane.Multiply(a, w), TLane.Multiply(b, v)), TLane.MultiplyAdd(a, v, TLane.Multiply(b, w)));
    }
}
