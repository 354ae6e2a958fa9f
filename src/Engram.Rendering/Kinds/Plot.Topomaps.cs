using System.Numerics;
using Engram.Rendering.Writing;
using Engram.Signals.Montages;

namespace Engram.Rendering;

/// <content>Maps of the head.</content>
public static partial class Plot
{
    private const int MapWidth = 170;

    /// <summary>Values of scalp electrodes as a map of the head seen from above, nose up (spherical spline).</summary>
    /// <param name="electrodes">Names of the 10-05 system.</param>
    /// <param name="values">One value for each; not finite = left out.</param>
    /// <param name="valueLabel">Label of the colour bar, with its unit.</param>
    /// <param name="isDiverging">Whether colours diverge around 0.</param>
    /// <param name="hasNames">Whether the names stand beside the electrodes.</param>
    /// <exception cref="ArgumentException">A name is unknown, or there is not one value for each.</exception>
    public static Figure Topomap(IReadOnlyList<string> electrodes, IReadOnlyList<double> values, string valueLabel = "", bool isDiverging = true, bool hasNames = false) =>
        new(Head(new TopomapMark(electrodes, values) { ValueLabel = valueLabel, IsDiverging = isDiverging, HasNames = hasNames })) { PanelWidth = 400, PanelHeight = 350 };

    /// <summary>A map of sensors given by their places, such as an MEG helmet's.</summary>
    /// <param name="sensors">Names.</param>
    /// <param name="directions">From the middle of the head: x to the right ear, y to the nose, z to the vertex.</param>
    /// <param name="values">One value for each; not finite = left out.</param>
    /// <param name="valueLabel">Label of the colour bar, with its unit.</param>
    public static Figure Topomap(IReadOnlyList<string> sensors, IReadOnlyList<Vector3> directions, IReadOnlyList<double> values, string valueLabel = "") =>
        new(Head(new TopomapMark(sensors, directions, values) { ValueLabel = valueLabel })) { PanelWidth = 400, PanelHeight = 350 };

    /// <summary>Several maps in a row with one colour bar.</summary>
    /// <param name="maps">The maps, all of one kind of value.</param>
    /// <param name="titles">One title for each.</param>
    /// <exception cref="ArgumentException">No map, or not one title for each.</exception>
    public static Figure Topomaps(IReadOnlyList<TopomapMark> maps, IReadOnlyList<string> titles)
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(titles);
        if (maps.Count == 0 || maps.Count != titles.Count)
            throw new ArgumentException($"Expected at least one map and a title for each, got {maps.Count} maps and {titles.Count} titles.", nameof(titles));
        var range = CommonRange(maps);
        return new([.. maps.Select((m, i) =>
        {
            var isLast = i == maps.Count - 1;
            return Head(m with { ColourRange = range, HasColourBar = isLast }) with { Title = titles[i], IsTitleCentred = true, Area = new(i * MapWidth, 0, MapWidth + (isLast ? 64 : 0), MapWidth + 20) };
        })]);
    }

    /// <summary>Where electrodes lie, with their names.</summary>
    /// <param name="electrodes">Names of the 10-05 system.</param>
    /// <param name="groups">A group for each, for its colour.</param>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static Figure Sensors(IReadOnlyList<string> electrodes, IReadOnlyList<string>? groups = null)
    {
        var places = new TopomapMark(electrodes, [.. electrodes.Select(_ => 0.0)]).Places;
        var marks = new List<Mark> { Outline() };
        foreach (var group in Enumerable.Range(0, electrodes.Count).GroupBy(i => groups?[i] ?? ""))
            marks.Add(new PointMark([.. group.Select(i => places[i].X)], [.. group.Select(i => places[i].Y)]) { Names = [.. group.Select(i => electrodes[i])], Label = group.Key, Radius = 3.5, Opacity = 1 });
        return new(HeadPanel(marks)) { PanelWidth = 460, PanelHeight = 470 };
    }

    internal static Panel Head(TopomapMark map) => new() { Marks = [map], HasAxes = false, HasEqualUnits = true };

    internal static Panel HeadPanel(IReadOnlyList<Mark> marks) => new() { Marks = marks, HasAxes = false, HasEqualUnits = true, XRange = (-1.2, 1.2), YRange = (-1.1, 1.2) };

    internal static StrokeMark Outline() => new([.. HeadOutline.Parts().Select(p => new Stroke(p, 1.7))]);

    internal static Vector3 Direction(string electrode) => ElectrodePositions.Find(electrode)
        ?? throw new ArgumentException($"No position known for {electrode}; expected names of the 10-05 system such as Cz, FC3 or P7.", nameof(electrode));

    private static (double Low, double High) CommonRange(IEnumerable<TopomapMark> maps)
    {
        var (low, high) = Mark.Span(maps.SelectMany(m => m.Values));
        if (!double.IsFinite(low))
            return (-1, 1);
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        return maps.First().IsDiverging ? (-largest, largest) : (low, high);
    }
}
