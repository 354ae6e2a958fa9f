using System.Numerics.Tensors;

namespace Engram.Signals.Filtering;

/// <summary>Taps of windowed FIR filters.</summary>
internal static class FirDesign
{
    // Hamming: a transition of Δf Hz needs 3.3/Δf seconds
    private const double LengthFactor = 3.3;

    public static double[] Taps(Band band, double samplingRate)
    {
        band.Check(samplingRate);
        var nyquist = samplingRate / 2;
        // a rising edge has room down to 0 Hz, a falling one up to half the sampling rate
        var (lowRoom, highRoom) = band.Shape == BandShape.BandStop ? (nyquist - band.LowEdge, band.HighEdge) : (band.LowEdge, nyquist - band.HighEdge);
        var lowWidth = Math.Min(Math.Max(0.25 * band.LowEdge, 2), lowRoom);
        var highWidth = band.Shape == BandShape.HighPass ? 0 : Math.Min(Math.Max(0.25 * band.HighEdge, 2), highRoom);
        // edges as (from, to) of the transition; the gain rises or falls between them
        (double From, double To) low = band.Shape == BandShape.BandStop ? (band.LowEdge, band.LowEdge + lowWidth) : (band.LowEdge - lowWidth, band.LowEdge);
        (double From, double To) high = band.Shape == BandShape.BandStop ? (band.HighEdge - highWidth, band.HighEdge) : (band.HighEdge, band.HighEdge + highWidth);
        if (band.Shape == BandShape.BandStop && low.To > high.From)
            throw new ArgumentOutOfRangeException(nameof(band), $"The stop band {band.LowEdge}-{band.HighEdge} Hz is too narrow for its transitions of {lowWidth} and {highWidth} Hz; use a notch.");

        var narrowest = band.Shape switch
        {
            BandShape.LowPass => highWidth,
            BandShape.HighPass => lowWidth,
            _ => Math.Min(lowWidth, highWidth),
        };
        var length = (int)Math.Ceiling(LengthFactor / narrowest * samplingRate);
        length += 1 - (length % 2);
        var taps = new double[length];

        // a band is a sum of low-passes, each with the length its own transition needs
        if (band.Shape is BandShape.HighPass or BandShape.BandStop)
            taps[length / 2] = 1;
        if (band.Shape != BandShape.HighPass)
            Add(taps, high, band.Shape == BandShape.BandStop ? -1 : 1, samplingRate);
        if (band.Shape != BandShape.LowPass)
            Add(taps, low, band.Shape == BandShape.BandStop ? 1 : -1, samplingRate);
        return taps;
    }

    /// <summary>Scaled to unit sum. The edge is relative to half the sampling rate.</summary>
    public static double[] WindowedSinc(double[] window, double edge)
    {
        var taps = new double[window.Length];
        var middle = (window.Length - 1) / 2.0;
        for (var i = 0; i < taps.Length; i++)
        {
            var x = Math.PI * edge * (i - middle);
            taps[i] = window[i] * edge * (x == 0 ? 1 : Math.Sin(x) / x);
        }

        TensorPrimitives.Divide(taps, TensorPrimitives.Sum<double>(taps), taps);
        return taps;
    }

    private static void Add(double[] taps, (double From, double To) transition, int sign, double samplingRate)
    {
        var (from, to) = (2 * transition.From / samplingRate, 2 * transition.To / samplingRate);
        var length = (int)Math.Round(LengthFactor / ((to - from) / 2));
        length += 1 - (length % 2);
        var part = WindowedSinc(FirWindow.Hamming(length), (from + to) / 2);
        var offset = (taps.Length - length) / 2;
        for (var i = 0; i < length; i++)
            taps[offset + i] += sign * part[i];
    }
}
