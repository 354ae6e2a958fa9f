namespace Engram.Signals.Spectral;

/// <summary>The parts of a spectrum, log10 P(f) = Offset - log10(Knee + f^Exponent) + Σ peaks.</summary>
/// <param name="Offset">b; without a knee log10 of the aperiodic power at 1 Hz.</param>
/// <param name="Exponent">χ of the 1/f^χ part.</param>
/// <param name="Peaks">By ascending frequency.</param>
/// <param name="RSquared">Share of the variance of log10 P that the model explains.</param>
public sealed record SpectralParameters(double Offset, double Exponent, IReadOnlyList<SpectralPeak> Peaks, double RSquared)
{
    /// <summary>k; 0 where the aperiodic part is a line in log-log axes.</summary>
    public double Knee { get; init; }

    /// <summary>Where the aperiodic part bends (Hz), k^(1/χ).</summary>
    public double KneeFrequency => Knee == 0 ? 0 : Math.Pow(Knee, 1 / Exponent);

    /// <summary>log10 of the model's power.</summary>
    /// <param name="frequency">Hz, above 0.</param>
    public double Evaluate(double frequency) =>
        new AperiodicPart(Offset, Knee, Exponent).At(frequency) + Peaks.Sum(p => p.Height * Math.Exp(-Math.Pow((frequency - p.Frequency) / p.Deviation, 2) / 2));
}
