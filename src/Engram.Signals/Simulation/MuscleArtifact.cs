using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>Bursts of muscle noise (20 Hz up) about one temporal muscle at a time, falling with distance as e^(-d/λ).</summary>
public sealed record MuscleArtifact : IArtifact
{
    private static readonly double[][] Muscles = [[-0.085, 0.02, -0.01], [0.085, 0.02, -0.01]];

    /// <summary>Bursts a minute.</summary>
    public double PerMinute { get; init; } = 4;

    /// <summary>Root mean square at the nearest site (V).</summary>
    public double Amplitude { get; init; } = 30e-6;

    /// <summary>Length of a burst (s).</summary>
    public double Length { get; init; } = 1;

    /// <summary>λ (m).</summary>
    public double Reach { get; init; } = 0.04;

    /// <inheritdoc/>
    public Annotations AddTo(double[][] samples, double[][] positions, double samplingRate, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var times = ArtifactTimes.Draw(PerMinute, Length, ArtifactTimes.Duration(samples, positions, samplingRate), random);
        foreach (var time in times)
            AddBurst(samples, positions, samplingRate, random, time, Length, Muscles[random.NextInt(Muscles.Length)], Amplitude, Reach);
        return new(times.Select(t => new Annotation(t, Length, "muscle")));
    }

    /// <summary>Noise of 20 Hz up to 0.45 of the sampling rate under a Hann envelope of unit mean square.</summary>
    internal static void AddBurst(double[][] samples, double[][] positions, double samplingRate, SeededRandom random, double time, double length, double[] muscle, double amplitude, double reach)
    {
        var (first, count) = ((int)(time * samplingRate), (int)(length * samplingRate));
        var noise = new ColoredNoise(0, 20, Math.Max(22, 0.45 * samplingRate)).Generate(count, samplingRate, random);
        var weights = Array.ConvertAll(positions, p => Math.Exp(-SphericalSites.Distance(muscle, p) / reach));
        var largest = weights.Max();
        for (var t = 0; t < count && first + t < samples[0].Length; t++)
        {
            var envelope = Math.Sqrt(8.0 / 3) * Math.Pow(Math.Sin(Math.PI * (t + 0.5) / count), 2);
            for (var channel = 0; channel < samples.Length; channel++)
                samples[channel][first + t] += amplitude * weights[channel] / largest * envelope * noise[t];
        }
    }
}
