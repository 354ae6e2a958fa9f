using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>Sensor places on a spherical head: x to the right ear, y to the nose, z up, in metres.</summary>
public static class SphericalSites
{
    /// <summary>Radius of the model head (m).</summary>
    public const double HeadRadius = 0.09;

    // inclination from the vertex and azimuth from the right ear (degrees): the spherical form of the 10-20 system
    private static readonly (string Name, double Inclination, double Azimuth)[] Angles =
    [
        ("Fp1", 92, 108), ("Fp2", 92, 72), ("F7", 92, 144), ("F3", 60, 129), ("Fz", 46, 90), ("F4", 60, 51), ("F8", 92, 36),
        ("T7", 92, 180), ("C3", 46, 180), ("Cz", 0, 0), ("C4", 46, 0), ("T8", 92, 0),
        ("P7", 92, 216), ("P3", 60, 231), ("Pz", 46, 270), ("P4", 60, 309), ("P8", 92, 324), ("O1", 92, 252), ("Oz", 92, 270), ("O2", 92, 288),
    ];

    /// <summary>Names of the twenty sites of <see cref="TenTwenty"/>.</summary>
    public static IReadOnlyList<string> TenTwentyNames { get; } = [.. Angles.Select(a => a.Name)];

    /// <summary>The 10-20 system's 19 scalp sites and Oz.</summary>
    /// <param name="radius">Metres.</param>
    /// <returns>[site][x, y, z].</returns>
    public static double[][] TenTwenty(double radius = HeadRadius) => Array.ConvertAll(Angles, a => Point(radius, a.Inclination * Math.PI / 180, a.Azimuth * Math.PI / 180));

    /// <summary>Random sites on the upper part of the head, at least a distance from given ones and from each other.</summary>
    /// <param name="count">How many.</param>
    /// <param name="others">Sites to keep away from.</param>
    /// <param name="distance">Metres.</param>
    /// <param name="random">Source of the places.</param>
    /// <param name="radius">Metres.</param>
    /// <exception cref="ArgumentException">There is no room for so many.</exception>
    public static double[][] Apart(int count, double[][] others, double distance, SeededRandom random, double radius = HeadRadius)
    {
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(random);
        List<double[]> sites = [];
        for (var attempt = 0; sites.Count < count; attempt++)
        {
            if (attempt > 10_000 * count)
                throw new ArgumentException($"No room for {count} sites {distance} m from {others.Length} others and each other; {sites.Count} were placed.", nameof(count));
            // even on the cap down to 95 degrees from the vertex
            var cosine = 1 - (random.NextDouble() * (1 - Math.Cos(95 * Math.PI / 180)));
            var site = Point(radius, Math.Acos(cosine), 2 * Math.PI * random.NextDouble());
            if (others.Concat(sites).All(o => Distance(o, site) >= distance))
                sites.Add(site);
        }

        return [.. sites];
    }

    /// <summary>Distance of two points (m).</summary>
    internal static double Distance(double[] a, double[] b) => Math.Sqrt(((a[0] - b[0]) * (a[0] - b[0])) + ((a[1] - b[1]) * (a[1] - b[1])) + ((a[2] - b[2]) * (a[2] - b[2])));

    internal static double[] Point(double radius, double inclination, double azimuth) =>
        [radius * Math.Sin(inclination) * Math.Cos(azimuth), radius * Math.Sin(inclination) * Math.Sin(azimuth), radius * Math.Cos(inclination)];
}
