using System.Numerics;
using Engram.Rendering.Topomaps;
using Engram.Signals.Montages;

namespace Engram.Rendering;

/// <summary>
/// Values of scalp electrodes as a coloured map of the head seen from above, nose up: spherical spline between the electrodes,
/// angles from the vertex as distances from the centre (azimuthal equidistant), the head's outline at the level of the ears.
/// </summary>
public sealed record TopomapMark : Mark
{
    /// <summary>A map.</summary>
    /// <param name="electrodes">Names of the 10-05 system.</param>
    /// <param name="values">One value for each; electrodes without a finite value are left out.</param>
    /// <exception cref="ArgumentException">A name is unknown, or there is not one value for each.</exception>
    public TopomapMark(IReadOnlyList<string> electrodes, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(electrodes);
        ArgumentNullException.ThrowIfNull(values);
        if (electrodes.Count != values.Count)
            throw new ArgumentException($"Expected a value for each of {electrodes.Count} electrodes, got {values.Count}.", nameof(values));
        var unknown = electrodes.Where(e => ElectrodePositions.Find(e) is null).ToArray();
        if (unknown.Length > 0)
            throw new ArgumentException($"No position known for {string.Join(", ", unknown)}; expected names of the 10-05 system such as Cz, FC3 or P7. Leave other channels out.", nameof(electrodes));
        Electrodes = electrodes;
        Values = values;
    }

    /// <summary>Names of the electrodes.</summary>
    public IReadOnlyList<string> Electrodes { get; }

    /// <summary>Their values.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Label of the colour bar, with its unit.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Whether colours diverge around 0 (signed values).</summary>
    public bool IsDiverging { get; init; } = true;

    /// <summary>Whether the names stand beside the electrodes.</summary>
    public bool HasNames { get; init; }

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (-1.12, 1.12, -1.08, 1.22);

    /// <summary>Where each electrode lies in the picture; the outline has radius 1.</summary>
    internal IReadOnlyList<(double X, double Y)> Places => [.. Electrodes.Select(e => Project(ElectrodePositions.Find(e)!.Value))];

    /// <summary>[row from back to front, column from left to right] over the square around the outline; not a number outside it.</summary>
    /// <param name="size">Rows and columns.</param>
    internal double[,] Interpolate(int size)
    {
        var grid = new double[size, size];
        var known = Enumerable.Range(0, Values.Count).Where(i => double.IsFinite(Values[i])).ToArray();
        var spline = known.Length == 0 ? null : new SphericalSpline([.. known.Select(i => ElectrodePositions.Find(Electrodes[i])!.Value)], [.. known.Select(i => Values[i])]);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var (x, y) = ((2 * (column + 0.5) / size) - 1, (2 * (row + 0.5) / size) - 1);

                // a little beyond the outline, so that the coloured cells reach it everywhere
                grid[row, column] = spline is null || Math.Sqrt((x * x) + (y * y)) > 1 + (2.0 / size) ? double.NaN : spline.At(Lift(x, y));
            }
        }

        return grid;
    }

    private static (double X, double Y) Project(Vector3 position)
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
