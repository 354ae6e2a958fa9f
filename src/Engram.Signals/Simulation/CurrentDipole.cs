namespace Engram.Signals.Simulation;

/// <summary>A point source of current.</summary>
/// <param name="Position">x, y, z (m).</param>
/// <param name="Orientation">Unit vector.</param>
public sealed record CurrentDipole(double[] Position, double[] Orientation)
{
    /// <summary>A dipole that points away from the centre.</summary>
    /// <param name="position">x, y, z (m).</param>
    public static CurrentDipole Radial(double[] position)
    {
        ArgumentNullException.ThrowIfNull(position);
        var norm = Math.Sqrt((position[0] * position[0]) + (position[1] * position[1]) + (position[2] * position[2]));
        return norm > 0 ? new(position, Array.ConvertAll(position, p => p / norm)) : throw new ArgumentException("A dipole at the centre has no radial direction.", nameof(position));
    }
}
