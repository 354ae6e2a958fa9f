using System.Text.Json;
using System.Text.Json.Nodes;

namespace Engram.Rendering.Writing;

/// <summary>Writes a figure in Plotly's schema; property names are Plotly's.</summary>
internal static class PlotlyWriter
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static string Write(Figure figure)
    {
        var traces = new JsonArray();
        var layout = new JsonObject { ["template"] = "none", ["showlegend"] = figure.Panels.Any(p => p.Marks.Any(m => m.Label.Length > 0)), ["width"] = figure.PanelWidth * Math.Min(figure.Columns, figure.Panels.Count) };
        var rows = (figure.Panels.Count + figure.Columns - 1) / figure.Columns;
        layout["height"] = figure.PanelHeight * rows;
        if (figure.Panels.Count > 1)
            layout["grid"] = new JsonObject { ["rows"] = rows, ["columns"] = figure.Columns, ["pattern"] = "independent" };
        else
            layout["title"] = new JsonObject { ["text"] = figure.Panels[0].Title };
        for (var i = 0; i < figure.Panels.Count; i++)
        {
            var panel = figure.Panels[i];
            var suffix = i == 0 ? "" : $"{i + 1}";
            layout["xaxis" + suffix] = Axis(panel.XLabel, panel.XNames, panel.HasAxes, false);
            layout["yaxis" + suffix] = Axis(panel.YLabel, panel.YNames, panel.HasAxes, panel.IsYDownward);
            foreach (var trace in panel.Marks.SelectMany(Traces))
            {
                trace["xaxis"] = "x" + suffix;
                trace["yaxis"] = "y" + suffix;
                traces.Add(trace);
            }
        }

        return new JsonObject { ["data"] = traces, ["layout"] = layout }.ToJsonString(Options);
    }

    private static JsonObject Axis(string title, IReadOnlyList<string>? names, bool isShown, bool isReversed)
    {
        var axis = new JsonObject { ["title"] = new JsonObject { ["text"] = title }, ["visible"] = isShown };
        if (isReversed)
            axis["autorange"] = "reversed";
        if (names is not null)
        {
            axis["tickvals"] = Array(Enumerable.Range(0, names.Count).Select(i => (double)i));
            axis["ticktext"] = new JsonArray([.. names.Select(n => (JsonNode)JsonValue.Create(n)!)]);
        }

        return axis;
    }

    private static IEnumerable<JsonObject> Traces(Mark mark)
    {
        switch (mark)
        {
            case LineMark line:
                yield return Trace("scatter", mark, line.X, line.Y, "lines");
                break;
            case PointMark points:
                yield return Trace("scatter", mark, points.X, points.Y, "markers");
                break;
            case BarMark bars:
                var trace = Trace("bar", mark, bars.X, bars.Y, null);
                if (bars.HalfIntervals is { } half)
                    trace["error_y"] = new JsonObject { ["type"] = "data", ["array"] = Array(half) };
                yield return trace;
                break;
            case BandMark band:
                yield return Trace("scatter", mark, [.. band.X, .. band.X.Reverse()], [.. band.High, .. band.Low.Reverse()], "none", "toself");
                break;
            case MatrixMark matrix:
                var rows = Enumerable.Range(0, matrix.Values.GetLength(0)).Select(r => (JsonNode)Array(Enumerable.Range(0, matrix.Values.GetLength(1)).Select(c => matrix.Values[r, c])));
                yield return new JsonObject { ["type"] = "heatmap", ["z"] = new JsonArray([.. rows]), ["colorscale"] = matrix.IsDiverging ? "RdBu" : "Cividis" };
                break;
            case TopomapMark map:
                const int Size = 33;
                var field = map.Interpolate(Size);
                var centres = Enumerable.Range(0, Size).Select(i => (2 * (i + 0.5) / Size) - 1).ToArray();
                yield return new JsonObject
                {
                    ["type"] = "contour", ["x"] = Array(centres), ["y"] = Array(centres), ["colorscale"] = map.IsDiverging ? "RdBu" : "Cividis",
                    ["z"] = new JsonArray([.. Enumerable.Range(0, Size).Select(r => (JsonNode)Array(Enumerable.Range(0, Size).Select(c => field[r, c])))]),
                };
                var electrodes = Trace("scatter", mark, map.Places.Select(e => e.X), map.Places.Select(e => e.Y), "markers");
                electrodes["text"] = new JsonArray([.. map.Electrodes.Select(e => (JsonNode)JsonValue.Create(e)!)]);
                yield return electrodes;
                break;
            default:
                break; // rules and graphs are in the static picture only
        }
    }

    private static JsonObject Trace(string type, Mark mark, IEnumerable<double> x, IEnumerable<double> y, string? mode, string? fill = null)
    {
        var trace = new JsonObject { ["type"] = type, ["x"] = Array(x), ["y"] = Array(y), ["name"] = mark.Label };
        if (mode is not null)
            trace["mode"] = mode;
        if (fill is not null)
            trace["fill"] = fill;
        return trace;
    }

    // what is not a number is a gap: null in JSON
    private static JsonArray Array(IEnumerable<double> values) => new([.. values.Select(v => double.IsFinite(v) ? JsonValue.Create(v) : null)]);
}
