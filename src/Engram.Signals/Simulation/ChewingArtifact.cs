using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>Chewing: runs of muscle bursts on both sides at once, one to two a second, on top of a slow wave of the jaw.</summary>
public sealed record ChewingArtifact : IArtifact
{
    private static readonly double[][] Muscles = [[-0.085, 0.02, -0.03], [0.085, 0.02, -0.03]];

    /// <summary>Runs a minute.</summary>
    public double PerMinute { get; init; } = 1;

    /// <summary>Root mean square of a burst at the nearest site (V).</summary>
    public double Amplitude { get; init; } = 60e-6;

    /// <summary>Length of a run (s).</summary>
    public double Length { get; init; } = 6;

    /// <summary>λ (m).</summary>
    public double Reach { get; init; } = 0.05;

    /// <inheritdoc/>
    public Annotations AddTo(double[][] samples, double[][] positions, double samplingRate, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var times = ArtifactTimes.Draw(PerMinute, Length, ArtifactTimes.Duration(samples, positions, samplingRate), random);
        foreach (var time in times)
        {
            var rate = 1 + random.NextDouble();
            for (var bite = 0; (bite + 0.6) / rate <= Length; bite++)
            {
                foreach (var muscle in Muscles)
                    MuscleArtifact.AddBurst(samples, positions, samplingRate, random, time + (bite / rate), 0.6 / rate, muscle, Amplitude, Reach);
            }

            var first = (int)(time * samplingRate);
            for (var t = first; t < first + (int)(Length * samplingRate); t++)
            {
                var edge = Math.Sin(Math.PI * (t - first) / (Length * samplingRate));
                var wave = Amplitude / 2 * edge * Math.Sin(2 * Math.PI * rate * (t - first) / samplingRate);
                for (var channel = 0; channel < samples.Length; channel++)
                    samples[channel][t] += wave * Math.Exp(-Math.Max(0, positions[channel][2] + 0.03) / Reach); // strongest low on the head
            }
        }

        return new(times.Select(t => new Annotation(t, Length, "chewing")));
    }
}
