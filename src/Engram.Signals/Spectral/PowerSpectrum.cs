namespace Engram.Signals.Spectral;

/// <summary>A power spectral density of several channels.</summary>
/// <param name="Frequencies">Hz, ascending.</param>
/// <param name="Density">[channel][frequency], in unit²/Hz.</param>
public sealed record PowerSpectrum(double[] Frequencies, double[][] Density)
{
    /// <summary>Power between two frequencies (unit²), by the trapezoidal rule over the bins inside.</summary>
    /// <param name="low">Hz, included.</param>
    /// <param name="high">Hz, included.</param>
    /// <returns>One number a channel.</returns>
    /// <exception cref="ArgumentException">Fewer than two bins lie in the band.</exception>
    public double[] BandPower(double low, double high)
    {
        var first = Array.FindIndex(Frequencies, f => f >= low);
        var last = Array.FindLastIndex(Frequencies, f => f <= high);
        if (first < 0 || last <= first)
            throw new ArgumentException($"Expected at least two bins between {low} and {high} Hz; the bins lie {Frequencies[1] - Frequencies[0]} Hz apart up to {Frequencies[^1]} Hz.", nameof(low));
        return Array.ConvertAll(Density, row =>
        {
            double sum = 0;
            for (var k = first; k < last; k++)
                sum += (Frequencies[k + 1] - Frequencies[k]) * (row[k] + row[k + 1]) / 2;
            return sum;
        });
    }

    /// <summary>Power in a band over power in a wider one.</summary>
    /// <param name="low">Hz.</param>
    /// <param name="high">Hz.</param>
    /// <param name="totalLow">Hz.</param>
    /// <param name="totalHigh">Hz.</param>
    /// <returns>One number a channel.</returns>
    public double[] RelativeBandPower(double low, double high, double totalLow, double totalHigh)
    {
        var total = BandPower(totalLow, totalHigh);
        return [.. BandPower(low, high).Select((p, i) => p / total[i])];
    }
}
