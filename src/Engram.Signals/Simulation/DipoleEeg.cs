using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// Electroencephalograms of six radial dipoles at fixed places in a spherical head: two alpha (8-12 Hz), two beta (16-24 Hz), one theta
/// (4-7 Hz) and one 1/f source, seen through <see cref="LeadField.Electric"/>, with sensor noise and average reference. The class of a
/// trial says which of the first four sources is stronger. The sources do not depend on the sensors, so any montage sees the same brain.
/// </summary>
public sealed record DipoleEeg
{
    private const double SourceRadius = 0.05; // deep enough that every source reaches several sensors of any montage

    // inclination and azimuth (degrees): occipital left and right, central left and right, frontal, parietal
    private static readonly (double Inclination, double Azimuth)[] Places = [(75, 250), (75, 295), (50, 170), (50, 10), (55, 90), (20, 270)];

    private static readonly ColoredNoise[] Bands = [new(0, 8, 12), new(0, 8, 12), new(0, 16, 24), new(0, 16, 24), new(0, 4, 7), new(1, 0.5)];

    /// <summary>Hz, above 48.</summary>
    public double SamplingRate { get; init; } = 100;

    /// <summary>Samples in a trial.</summary>
    public int Samples { get; init; } = 400;

    /// <summary>Factor on the amplitude of the source that makes the class.</summary>
    public double Boost { get; init; } = 2;

    /// <summary>Standard deviation of the sensor noise over that of the sources' sum, both averaged over sensors.</summary>
    public double NoiseRatio { get; init; } = 0.3;

    /// <summary>Root mean square of the clean signal over all sensors (V), before the boost.</summary>
    public double Scale { get; init; } = 20e-6;

    /// <summary>Number of classes.</summary>
    public static int Classes => 4;

    /// <summary>The six dipoles.</summary>
    public static IReadOnlyList<CurrentDipole> Sources { get; } =
        [.. Places.Select(p => CurrentDipole.Radial(SphericalSites.Point(SourceRadius, p.Inclination * Math.PI / 180, p.Azimuth * Math.PI / 180)))];

    /// <summary>One trial.</summary>
    /// <param name="sensors">[sensor][x, y, z] (m).</param>
    /// <param name="label">0 to 3: the source that is boosted.</param>
    /// <param name="random">Source of everything random.</param>
    /// <returns>Samples [sensor][time] (V) and the six source courses [source][time].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The label is not 0 to 3.</exception>
    public (double[][] Samples, double[][] Sources) Trial(double[][] sensors, int label, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (label is < 0 or > 3)
            throw new ArgumentOutOfRangeException(nameof(label), $"Expected a class from 0 to 3, got {label}.");
        var field = LeadField.Electric(sensors, Sources);
        var courses = Array.ConvertAll(Bands, band => band.Generate(Samples, SamplingRate, random));
        for (var t = 0; t < Samples; t++)
            courses[label][t] *= Boost;
        double energy = 0; // Σ field² / sensors: the mean variance over sensors of unit sources
        foreach (var value in field)
            energy += value * value / sensors.Length;
        var gain = Scale / Math.Sqrt(energy);
        var result = new double[sensors.Length][];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = new double[Samples];
            for (var t = 0; t < Samples; t++)
            {
                for (var s = 0; s < courses.Length; s++)
                    result[i][t] += gain * field[i, s] * courses[s][t];
                result[i][t] += NoiseRatio * Scale * random.NextGaussian();
            }
        }

        for (var t = 0; t < Samples; t++)
        {
            var mean = result.Average(row => row[t]);
            foreach (var row in result)
                row[t] -= mean;
        }

        return (result, courses);
    }

    /// <summary>Trials of all classes in turn, as <see cref="Epochs"/>.</summary>
    /// <param name="sensors">[sensor][x, y, z] (m).</param>
    /// <param name="names">Name of each sensor.</param>
    /// <param name="count">Number of trials.</param>
    /// <param name="random">Source of everything random.</param>
    public Epochs Generate(double[][] sensors, IReadOnlyList<string> names, int count, SeededRandom random)
    {
        var trials = Enumerable.Range(0, count).Select(i => Trial(sensors, i % Classes, random).Samples).ToArray();
        return new(trials, [.. Enumerable.Range(0, count).Select(i => $"source {i % Classes}")], [.. Enumerable.Range(0, count)], [.. names.Select(n => new Channel(n, ChannelKind.Eeg, "V"))], SamplingRate, 0);
    }
}
