using System.Numerics;
using Engram.Rendering.Topomaps;
using Engram.Signals.Montages;

namespace Engram.Rendering;

/// <summary>
/// Values of scalp sensors as a coloured map of the head seen from above, nose up: spherical spline between the sensors,
/// angles from the vertex as distances from the centre (azimuthal equidistant), the level of the ears at radius 1.
/// </summary>
public sealed record TopomapMark : Mark
{
    private const double Edge = 0.06;
    private readonly IReadOnlyList<Vector3> directions;

    /// <summary>A map of electrodes by their names.</summary>
    /// <param name="electrodes">Names of the 10-05 system.</param>
    /// <param name="values">One value for each; electrodes without a finite value are left out.</param>
    /// <exception cref="ArgumentException">A name is unknown, or there is not one value for each.</exception>
    public TopomapMark(IReadOnlyList<string> electrodes, IReadOnlyList<double> values)
        : this(electrodes, Known(electrodes), values)
    {
    }

    /// <summary>A map of sensors by their directions from the middle of the head, such as the magnetometers of an MEG helmet.</summary>
    /// <param name="names">Names of the sensors.</param>
    /// <param name="directions">One for each, x to the right ear, y to the nose, z to the vertex; their lengths do not matter.</param>
    /// <param name="values">One value for each; sensors without a finite value are left out.</param>
    /// <exception cref="ArgumentException">There is not one direction and one value for each, or a direction has no length.</exception>
    public TopomapMark(IReadOnlyList<string> names, IReadOnlyList<Vector3> directions, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(directions);
        ArgumentNullException.ThrowIfNull(values);
        if (names.Count != values.Count || names.Count != directions.Count)
            throw new ArgumentException($"Expected a value for each of {names.Count} electrodes, got {values.Count} values and {directions.Count} positions.", nameof(values));
        if (directions.Any(d => !(d.Length() > 0) || !float.IsFinite(d.Length())))
            throw new ArgumentException("Expected directions of finite length above 0.", nameof(directions));
        Electrodes = names;
        Values = values;
        this.directions = [.. directions.Select(Vector3.Normalize)];
    }

    /// <summary>Names of the electrodes.</summary>
    public IReadOnlyList<string> Electrodes { get; }

    /// <summary>Their values.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Label of the colour bar, with its unit.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Whether colours diverge around 0 (signed values).</summary>
    public bool IsDiverging { get; init; } = true;

    /// <summary>Values of the first and the last colour; by the sensors' values where not given.</summary>
    public (double Low, double High)? ColourRange { get; init; }

    /// <summary>Whether a bar explains the colours.</summary>
    public bool HasColourBar { get; init; } = true;

    /// <summary>Whether the names stand beside the electrodes.</summary>
    public bool HasNames { get; init; }

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (-1.12 * Reach, 1.12 * Reach, -1.05 * Reach, 1.16 * Reach);

    /// <summary>Radius of the map: the level of the ears, or the lowest sensor below it.</summary>
    internal double Reach => Math.Max(1, Places.Select(p => Math.Sqrt((p.X * p.X) + (p.Y * p.Y)) + Edge).Where(r => r > 1 + Edge + 0.05).DefaultIfEmpty(1).Max());

    /// <summary>Where each sensor lies in the picture.</summary>
    internal IReadOnlyList<(double X, double Y)> Places => [.. directions.Select(Project)];

    /// <summary>[row from back to front, column from left to right] over the square around the map; not a number outside it.</summary>
    /// <param name="size">Rows and columns.</param>
    internal double[,] Interpolate(int size)
    {
        var grid = new double[size, size];
        var known = Enumerable.Range(0, Values.Count).Where(i => double.IsFinite(Values[i])).ToArray();
        var spline = known.Length == 0 ? null : new SphericalSpline([.. known.Select(i => directions[i])], [.. known.Select(i => Values[i])]);
        var reach = Reach;
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var (x, y) = ((2 * (column + 0.5) / size) - 1, (2 * (row + 0.5) / size) - 1);
                grid[row, column] = spline is null || (x * x) + (y * y) > 1 ? double.NaN : spline.At(Lift(reach * x, reach * y));
            }
        }

        return grid;
    }

    private static Vector3[] Known(IReadOnlyList<string> electrodes)
    {
        ArgumentNullException.ThrowIfNull(electrodes);
        var unknown = electrodes.Where(e => ElectrodePositions.Find(e) is null).ToArray();
        return unknown.Length == 0
            ? [.. electrodes.Select(e => ElectrodePositions.Find(e)!.Value)]
            : throw new ArgumentException($"No position known for {string.Join(", ", unknown)}; expected names of the 10-05 system such as Cz, FC3 or P7. Leave other channels out.", nameof(electrodes));
    }

    /// <summary>Where a direction lies in the picture.</summary>
    internal static (double X, double Y) Project(Vector3 position)
    {
        var radius = Math.Acos(Math.Clamp(position.Z, -1, 1)) / (Math.PI / 2);
        var flat = Math.Sqrt((position.X * position.X) + (position.Y * position.Y));
        return flat < 1e-9 ? (0, 0) : (radius * position.X / flat, radius * position.Y / flat);
    }

    private static Vector3 Lift(double x, double y)
    {
        var radius = Math.Sqrt((x * x) + (y * y));
        var (sine, cosine) = Math.SinCos(radius * Math.PI / 2);
        return radius < 1e-9 ? Vector3.UnitZ : new((float)(sine * x / radius), (float)(sine * y / radius), (float)cosine);
    }
}
