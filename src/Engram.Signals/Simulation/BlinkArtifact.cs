using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>Eye blinks: a positive wave of 0.3 s, largest at the eyes and falling with the distance from them as e^(-d/λ).</summary>
public sealed record BlinkArtifact : IArtifact
{
    private static readonly double[][] Eyes = [[-0.03, 0.085, -0.03], [0.03, 0.085, -0.03]];

    /// <summary>Blinks a minute.</summary>
    public double PerMinute { get; init; } = 15;

    /// <summary>Mean amplitude at the nearest frontal site (V).</summary>
    public double Amplitude { get; init; } = 100e-6;

    /// <summary>Length of a blink (s).</summary>
    public double Length { get; init; } = 0.3;

    /// <summary>λ (m).</summary>
    public double Reach { get; init; } = 0.03;

    /// <inheritdoc/>
    public Annotations AddTo(double[][] samples, double[][] positions, double samplingRate, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var times = ArtifactTimes.Draw(PerMinute, Length, ArtifactTimes.Duration(samples, positions, samplingRate), random);
        var weights = Array.ConvertAll(positions, p => Math.Exp(-Eyes.Min(eye => SphericalSites.Distance(eye, p)) / Reach));
        var largest = weights.Max();
        foreach (var time in times)
        {
            var size = Amplitude * Math.Exp(0.2 * random.NextGaussian());
            var first = (int)(time * samplingRate);
            for (var t = first; t < first + (int)(Length * samplingRate); t++)
            {
                var phase = (t - first) / (Length * samplingRate);
                var wave = Math.Pow(Math.Sin(Math.PI * Math.Pow(phase, 0.7)), 2); // closes faster than it opens
                for (var channel = 0; channel < samples.Length; channel++)
                    samples[channel][t] += size * weights[channel] / largest * wave;
            }
        }

        return new(times.Select(t => new Annotation(t, Length, "blink")));
    }
}
