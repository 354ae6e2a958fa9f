using System.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>A rational transfer function by its roots: H(s) = k Π(s - z) / Π(s - p).</summary>
/// <param name="Zeros">z.</param>
/// <param name="Poles">p.</param>
/// <param name="Gain">k.</param>
internal sealed record ZeroPoleGain(Complex[] Zeros, Complex[] Poles, double Gain)
{
    /// <summary>
    /// A digital filter from an analogue low-pass with edge 1 rad/s: the edges are pre-warped (4 tan(πf/fs), for the bilinear
    /// transform s = 4 (z - 1)/(z + 1)), the roots moved to the band, then to the z plane.
    /// </summary>
    public ZeroPoleGain ToDigital(Band band, double samplingRate)
    {
        band.Check(samplingRate);
        var low = 4 * Math.Tan(Math.PI * band.LowEdge / samplingRate);
        var high = band.Shape == BandShape.HighPass ? 0 : 4 * Math.Tan(Math.PI * band.HighEdge / samplingRate);
        var moved = band.Shape switch
        {
            BandShape.LowPass => ToLowPass(high),
            BandShape.HighPass => ToHighPass(low),
            BandShape.BandPass => ToBandPass(Math.Sqrt(low * high), high - low),
            _ => ToBandStop(Math.Sqrt(low * high), high - low),
        };
        return moved.Bilinear();
    }

    // s -> s/ω₀
    private ZeroPoleGain ToLowPass(double edge) =>
        new(Scale(Zeros, edge), Scale(Poles, edge), Gain * Math.Pow(edge, Poles.Length - Zeros.Length));

    // s -> ω₀/s; the zeros at infinity come to 0
    private ZeroPoleGain ToHighPass(double edge)
    {
        var ratio = (Product(Zeros) / Product(Poles)).Real;
        return new([.. Array.ConvertAll(Zeros, z => edge / z), .. new Complex[Poles.Length - Zeros.Length]], Array.ConvertAll(Poles, p => edge / p), Gain * ratio);
    }

    // s -> (s² + ω₀²)/(Bs): every root splits in two, half of the zeros at infinity come to 0
    private ZeroPoleGain ToBandPass(double center, double width)
    {
        var excess = Poles.Length - Zeros.Length;
        return new([.. SplitRoots(Scale(Zeros, width / 2), center), .. new Complex[excess]], SplitRoots(Scale(Poles, width / 2), center), Gain * Math.Pow(width, excess));
    }

    // s -> Bs/(s² + ω₀²): the zeros at infinity come to ±iω₀
    private ZeroPoleGain ToBandStop(double center, double width)
    {
        var ratio = (Product(Zeros) / Product(Poles)).Real;
        var excess = Poles.Length - Zeros.Length;
        var added = Enumerable.Range(0, 2 * excess).Select(i => new Complex(0, i % 2 == 0 ? center : -center));
        return new([.. SplitRoots(Array.ConvertAll(Zeros, z => width / 2 / z), center), .. added], SplitRoots(Array.ConvertAll(Poles, p => width / 2 / p), center), Gain * ratio);
    }

    private ZeroPoleGain Bilinear()
    {
        Complex gain = Gain;
        foreach (var z in Zeros)
            gain *= 4 - z;
        foreach (var p in Poles)
            gain /= 4 - p;
        Complex[] zeros = [.. Zeros.Select(Map), .. Enumerable.Repeat(new Complex(-1, 0), Poles.Length - Zeros.Length)];
        return new(zeros, Array.ConvertAll(Poles, Map), gain.Real);

        static Complex Map(Complex s) => (4 + s) / (4 - s);
    }

    private static Complex[] Scale(Complex[] roots, double factor) => Array.ConvertAll(roots, r => r * factor);

    private static Complex[] SplitRoots(Complex[] roots, double center) =>
        [.. roots.Select(r => r + Complex.Sqrt((r * r) - (center * center))), .. roots.Select(r => r - Complex.Sqrt((r * r) - (center * center)))];

    // Π(-r)
    private static Complex Product(Complex[] roots) => roots.Aggregate(Complex.One, (product, r) => product * -r);
}
