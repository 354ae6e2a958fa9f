namespace Engram.Signals.Simulation;

/// <summary>What sensors see of unit current dipoles in a homogeneous medium, without its constant factors.</summary>
public static class LeadField
{
    /// <summary>Electric potential q·(r - r₀)/|r - r₀|³, average reference.</summary>
    /// <param name="sensors">[sensor][x, y, z] (m).</param>
    /// <param name="dipoles">The sources.</param>
    /// <returns>[sensor, dipole]; each column sums to 0.</returns>
    public static double[,] Electric(double[][] sensors, IReadOnlyList<CurrentDipole> dipoles)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        ArgumentNullException.ThrowIfNull(dipoles);
        var field = new double[sensors.Length, dipoles.Count];
        for (var s = 0; s < dipoles.Count; s++)
        {
            double mean = 0;
            for (var i = 0; i < sensors.Length; i++)
            {
                var (d, cube) = Offset(sensors[i], dipoles[s]);
                field[i, s] = Dot(dipoles[s].Orientation, d) / cube;
                mean += field[i, s] / sensors.Length;
            }

            for (var i = 0; i < sensors.Length; i++)
                field[i, s] -= mean;
        }

        return field;
    }

    /// <summary>Magnetic field along each sensor's axis, n·(q × (r - r₀))/|r - r₀|³.</summary>
    /// <param name="sensors">[sensor][x, y, z] (m).</param>
    /// <param name="axes">[sensor], unit vectors.</param>
    /// <param name="dipoles">The sources.</param>
    /// <returns>[sensor, dipole]. A radial source in a sphere is invisible to radial sensors.</returns>
    public static double[,] Magnetic(double[][] sensors, double[][] axes, IReadOnlyList<CurrentDipole> dipoles)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(dipoles);
        if (axes.Length != sensors.Length)
            throw new ArgumentException($"Expected {sensors.Length} axes, got {axes.Length}.", nameof(axes));
        var field = new double[sensors.Length, dipoles.Count];
        for (var s = 0; s < dipoles.Count; s++)
        {
            var q = dipoles[s].Orientation;
            for (var i = 0; i < sensors.Length; i++)
            {
                var (d, cube) = Offset(sensors[i], dipoles[s]);
                double[] cross = [(q[1] * d[2]) - (q[2] * d[1]), (q[2] * d[0]) - (q[0] * d[2]), (q[0] * d[1]) - (q[1] * d[0])];
                field[i, s] = Dot(axes[i], cross) / cube;
            }
        }

        return field;
    }

    private static (double[] Difference, double Cube) Offset(double[] sensor, CurrentDipole dipole)
    {
        double[] d = [sensor[0] - dipole.Position[0], sensor[1] - dipole.Position[1], sensor[2] - dipole.Position[2]];
        var norm = Math.Sqrt(Dot(d, d));
        return norm > 0 ? (d, norm * norm * norm) : throw new ArgumentException("A sensor lies on a dipole; move one of them.");
    }

    private static double Dot(double[] a, double[] b) => (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]);
}
