using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>Electrode pops: a sudden step on one channel that decays as e^(-t/τ).</summary>
public sealed record ElectrodePopArtifact : IArtifact
{
    /// <summary>Pops a minute.</summary>
    public double PerMinute { get; init; } = 2;

    /// <summary>Mean size of the step (V); its sign is drawn.</summary>
    public double Amplitude { get; init; } = 150e-6;

    /// <summary>τ (s); a pop counts as over after 5τ.</summary>
    public double Decay { get; init; } = 0.2;

    /// <inheritdoc/>
    public Annotations AddTo(double[][] samples, double[][] positions, double samplingRate, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var length = 5 * Decay;
        var times = ArtifactTimes.Draw(PerMinute, length, ArtifactTimes.Duration(samples, positions, samplingRate), random);
        List<Annotation> found = [];
        foreach (var time in times)
        {
            var channel = random.NextInt(samples.Length);
            var size = Amplitude * Math.Exp(0.3 * random.NextGaussian()) * (random.NextInt(2) == 0 ? 1 : -1);
            var first = (int)Math.Ceiling(time * samplingRate);
            for (var t = first; t < Math.Min(samples[channel].Length, first + (int)(length * samplingRate)); t++)
                samples[channel][t] += size * Math.Exp(-(t - first) / (Decay * samplingRate));
            found.Add(new(time, length, $"pop {channel}"));
        }

        return new(found);
    }
}
