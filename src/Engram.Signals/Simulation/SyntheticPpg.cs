using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// A photoplethysmogram that follows an electrocardiogram: for each R peak a pulse e^(-((t - 0.12)/0.06)²) + g e^(-((t - 0.32)/0.09)²),
/// begun after the pulse arrival time 0.25 - 0.0015 (systolic pressure - 120) s + 0.005 n. The dicrotic wave g = 0.45 at 20 years
/// shrinks with age; breathing modulates the amplitude; after a short RR interval a pulse is smaller.
/// </summary>
public sealed record SyntheticPpg
{
    /// <summary>Hz.</summary>
    public double SamplingRate { get; init; } = 100;

    /// <summary>Systolic blood pressure (mmHg).</summary>
    public double SystolicPressure { get; init; } = 120;

    /// <summary>Years.</summary>
    public double Age { get; init; } = 40;

    /// <summary>Breaths a second.</summary>
    public double BreathingRate { get; init; } = 0.25;

    /// <summary>Relative depth of the modulation by breathing.</summary>
    public double BreathingDepth { get; init; } = 0.15;

    /// <summary>Standard deviation of the white noise, in units of a pulse.</summary>
    public double Noise { get; init; } = 0.01;

    /// <summary>The dicrotic wave's amplitude g.</summary>
    public double DicroticAmplitude => 0.45 * Math.Clamp(1 - ((Age - 20) / 80), 0, 1);

    /// <summary>The signal of a record.</summary>
    /// <param name="rPeaks">Times of R peaks (s), ascending.</param>
    /// <param name="duration">Seconds.</param>
    /// <param name="random">Source of everything random.</param>
    /// <returns>Samples in units of one pulse, and the time at which each pulse begins (s).</returns>
    public (double[] Signal, double[] PulseOnsets) Generate(IReadOnlyList<double> rPeaks, double duration, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(rPeaks);
        ArgumentNullException.ThrowIfNull(random);
        var signal = new double[(int)Math.Round(duration * SamplingRate)];
        var onsets = new double[rPeaks.Count];
        var meanInterval = rPeaks.Count > 1 ? (rPeaks[^1] - rPeaks[0]) / (rPeaks.Count - 1) : 1;
        for (var i = 0; i < onsets.Length; i++)
        {
            onsets[i] = rPeaks[i] + 0.25 - (0.0015 * (SystolicPressure - 120)) + (0.005 * random.NextGaussian());
            var filling = i == 0 ? 1 : Math.Min(1.3, Math.Sqrt((rPeaks[i] - rPeaks[i - 1]) / meanInterval));
            var amplitude = filling * (1 + (BreathingDepth * Math.Sin(2 * Math.PI * BreathingRate * rPeaks[i])));
            var first = Math.Max(0, (int)((onsets[i] - 0.3) * SamplingRate));
            for (var t = first; t < signal.Length && t < first + (1.2 * SamplingRate); t++)
            {
                var time = (t / SamplingRate) - onsets[i];
                signal[t] += amplitude * (Math.Exp(-Math.Pow((time - 0.12) / 0.06, 2)) + (DicroticAmplitude * Math.Exp(-Math.Pow((time - 0.32) / 0.09, 2))));
            }
        }

        for (var t = 0; t < signal.Length; t++)
            signal[t] += Noise * random.NextGaussian();
        return (signal, onsets);
    }
}
