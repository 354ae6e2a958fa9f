namespace Engram.Signals.Spectral;

/// <summary>The parts of a spectrum, log10 P(f) = Offset - Exponent log10 f + Σ peaks.</summary>
/// <param name="Offset">log10 of the aperiodic power at 1 Hz.</param>
/// <param name="Exponent">χ of the 1/f^χ part.</param>
/// <param name="Peaks">By ascending frequency.</param>
/// <param name="RSquared">Share of the variance of log10 P that the model explains.</param>
public sealed record SpectralParameters(double Offset, double Exponent, IReadOnlyList<SpectralPeak> Peaks, double RSquared)
{
    /// <summary>log10 of the model's power.</summary>
    /// <param name="frequency">Hz, above 0.</param>
    public double Evaluate(double frequency) =>
        Offset - (Exponent * Math.Log10(frequency)) + Peaks.Sum(p => p.Height * Math.Exp(-Math.Pow((frequency - p.Frequency) / p.Deviation, 2) / 2));
}
