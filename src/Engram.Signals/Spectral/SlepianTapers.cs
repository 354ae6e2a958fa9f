namespace Engram.Signals.Spectral;

/// <summary>
/// Discrete prolate spheroidal sequences (Slepian 1978): the orthonormal tapers of n samples with the most energy within ±NW/n of 0 Hz.
/// They are eigenvectors of the tridiagonal matrix with diagonal ((n - 1 - 2t)/2)² cos(2πW) and off-diagonal t(n - t)/2.
/// </summary>
public static class SlepianTapers
{
    /// <summary>The first tapers, even ones with a positive sum, odd ones rising from the left (scipy's signs).</summary>
    /// <param name="length">n, at least 2.</param>
    /// <param name="halfBandwidth">NW, the time-half-bandwidth product, below n/2.</param>
    /// <param name="count">How many; usually 2NW - 1.</param>
    /// <returns>The tapers, and the share of each one's energy inside the band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bandwidth or count does not fit.</exception>
    public static (double[][] Tapers, double[] Concentrations) Compute(int length, double halfBandwidth, int count)
    {
        if (length < 2 || !(halfBandwidth > 0 && halfBandwidth < length / 2.0))
            throw new ArgumentOutOfRangeException(nameof(halfBandwidth), $"Expected at least 2 samples and 0 < NW < {length / 2.0}, got {length} and {halfBandwidth}.");
        if (count < 1 || count > length)
            throw new ArgumentOutOfRangeException(nameof(count), $"Expected 1 to {length} tapers, got {count}.");
        var w = halfBandwidth / length;
        var diagonal = new double[length];
        var off = new double[length]; // off[t] couples t - 1 and t
        for (var t = 0; t < length; t++)
        {
            diagonal[t] = Math.Pow((length - 1 - (2 * t)) / 2.0, 2) * Math.Cos(2 * Math.PI * w);
            off[t] = t * (length - t) / 2.0;
        }

        var tapers = new double[count][];
        for (var k = 0; k < count; k++)
        {
            tapers[k] = TridiagonalEigenvector.Find(diagonal, off, k);
            Orient(tapers[k], k);
        }

        return (tapers, Array.ConvertAll(tapers, v => Concentration(v, w)));
    }

    private static void Orient(double[] taper, int k)
    {
        // odd ones: the first lobe that stands out of rounding decides
        var largest = taper.Max(Math.Abs);
        var measure = k % 2 == 0 ? taper.Sum() : taper.First(v => Math.Abs(v) > 1e-7 * largest || v * v > 1e-7 / taper.Length);
        if (measure < 0)
        {
            for (var t = 0; t < taper.Length; t++)
                taper[t] = -taper[t];
        }
    }

    // Σ_st v_s v_t sin(2πW(s - t))/(π(s - t)), through the autocorrelation of v
    private static double Concentration(double[] v, double w)
    {
        var correlation = LinearPrediction.Autocorrelation.Estimate(v, v.Length - 1);
        var sum = 2 * w * correlation[0];
        for (var lag = 1; lag < v.Length; lag++)
            sum += 2 * correlation[lag] * Math.Sin(2 * Math.PI * w * lag) / (Math.PI * lag);
        return sum * v.Length;
    }
}
