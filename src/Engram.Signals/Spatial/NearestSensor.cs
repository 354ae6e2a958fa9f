using Engram.Signals.Simulation;

namespace Engram.Signals.Spatial;

/// <summary>Maps one montage to another by taking, for each wanted place, the nearest measured one.</summary>
public static class NearestSensor
{
    /// <summary>For each wanted place the index of the nearest measured one and its distance (m).</summary>
    /// <param name="from">Measured places [site][x, y, z] (m).</param>
    /// <param name="to">Wanted places.</param>
    /// <exception cref="ArgumentException">There is no measured place.</exception>
    public static (int Index, double Distance)[] Map(double[][] from, double[][] to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Length == 0)
            throw new ArgumentException("Expected at least one measured place, got none.", nameof(from));
        return Array.ConvertAll(to, place =>
        {
            var index = Enumerable.Range(0, from.Length).MinBy(i => SphericalSites.Distance(from[i], place));
            return (index, SphericalSites.Distance(from[index], place));
        });
    }
}
