namespace Engram.Signals.Spectral;

/// <summary>Differential entropy of a Gaussian signal, ½ log(2πe σ²) (nats), the EEG feature of Duan, Zhu and Lu (2013).</summary>
public static class DifferentialEntropy
{
    /// <summary>Entropy of a signal by its variance (unbiased by the mean).</summary>
    /// <param name="signal">At least two samples, not constant.</param>
    /// <exception cref="ArgumentException">The signal is too short or constant, so its entropy is minus infinity.</exception>
    public static double OfSignal(ReadOnlySpan<double> signal)
    {
        double mean = 0;
        foreach (var x in signal)
            mean += x / signal.Length;
        double variance = 0;
        foreach (var x in signal)
            variance += (x - mean) * (x - mean) / signal.Length;
        if (signal.Length < 2 || !(variance > 0))
            throw new ArgumentException("Expected at least two samples that differ; the entropy of a constant is minus infinity.", nameof(signal));
        return OfVariance(variance);
    }

    /// <summary>Entropy of each channel in a band, from its power there.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="low">Hz.</param>
    /// <param name="high">Hz.</param>
    public static double[] OfBand(PowerSpectrum spectrum, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        return Array.ConvertAll(spectrum.BandPower(low, high), OfVariance);
    }

    private static double OfVariance(double variance) => 0.5 * Math.Log(2 * Math.PI * Math.E * variance);
}
