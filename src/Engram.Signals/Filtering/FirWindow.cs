namespace Engram.Signals.Filtering;

/// <summary>Windows of filter design and spectra.</summary>
public static class FirWindow
{
    /// <summary>0.54 - 0.46 cos(2πi/(n - 1)): symmetric, for filter design.</summary>
    /// <param name="length">n.</param>
    public static double[] Hamming(int length) => Cosine(length, length - 1, 0.54);

    /// <summary>½ - ½ cos(2πi/(n - 1)): symmetric, for tapers.</summary>
    /// <param name="length">n.</param>
    public static double[] Hann(int length) => Cosine(length, length - 1, 0.5);

    /// <summary>½ - ½ cos(2πi/n): periodic, for spectra; shifted by n/2 its copies sum to 1.</summary>
    /// <param name="length">n.</param>
    public static double[] HannPeriodic(int length) => Cosine(length, length, 0.5);

    /// <summary>I₀(β √(1 - x²)) / I₀(β) with x from -1 to 1 (Kaiser 1974): symmetric.</summary>
    /// <param name="length">n.</param>
    /// <param name="beta">β: wider and lower side lobes as it grows.</param>
    public static double[] Kaiser(int length, double beta)
    {
        var window = new double[length];
        for (var i = 0; i < length; i++)
        {
            var x = length == 1 ? 0 : (2.0 * i / (length - 1)) - 1;
            window[i] = BesselI0(beta * Math.Sqrt(Math.Max(0, 1 - (x * x)))) / BesselI0(beta);
        }

        return window;
    }

    private static double[] Cosine(int length, int period, double constant)
    {
        var window = new double[length];
        for (var i = 0; i < length; i++)
            window[i] = length == 1 ? 1 : constant - ((1 - constant) * Math.Cos(2 * Math.PI * i / period));
        return window;
    }

    // Σ ((x/2)^k / k!)², which converges for every x
    private static double BesselI0(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > 1e-18 * sum; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
