namespace Engram.Rendering;

/// <content>Embeddings.</content>
public static partial class Plot
{
    /// <summary>Points of a plane with a colour for each group; see <see cref="Projections"/> for ways to the plane.</summary>
    /// <param name="points">[point][x, y].</param>
    /// <param name="groups">The group of each point.</param>
    /// <param name="hovers">Shown when the pointer rests on a point.</param>
    /// <exception cref="ArgumentException">A point is not in a plane, or there is not one group for each.</exception>
    public static Figure Embedding(IReadOnlyList<double[]> points, IReadOnlyList<string> groups, IReadOnlyList<string>? hovers = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(groups);
        if (points.Any(p => p.Length != 2) || points.Count != groups.Count)
            throw new ArgumentException($"Expected two coordinates and a group for each point, got {points.Count} points of {string.Join(", ", points.Select(p => p.Length).Distinct())} coordinates and {groups.Count} groups.", nameof(points));
        var marks = Enumerable.Range(0, points.Count).GroupBy(i => groups[i]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Mark)new PointMark([.. g.Select(i => points[i][0])], [.. g.Select(i => points[i][1])])
        {
            Label = g.Key,
            Hovers = hovers is null ? null : [.. g.Select(i => hovers[i])],
            Radius = points.Count > 500 ? 2.4 : 3.4,
        });
        return new(new Panel { Marks = [.. marks], XLabel = "dimension 1", YLabel = "dimension 2" }) { PanelWidth = 520, PanelHeight = 420 };
    }
}
