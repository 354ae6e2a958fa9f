using System.Text.Json.Nodes;

namespace Engram.Rendering.Writing;

/// <summary>Marks as Plotly traces.</summary>
/// <param name="axes">The panel's place and axes.</param>
/// <param name="theme">Gives ink and grid their colours.</param>
/// <param name="layout">The whole figure's places.</param>
/// <param name="pointBudget">Points that one line may have.</param>
internal sealed class PlotlyTraces(Axes axes, Theme theme, FigureLayout layout, int pointBudget)
{
    private const int LargestMatrix = 200;
    private const int MapSize = 48;

    public IEnumerable<JsonObject> Of(Mark mark, string colour) => mark switch
    {
        LineMark line => [Line(line, colour)],
        PointMark points => [Points(points, colour)],
        BarMark bars => [Bars(bars, colour)],
        BandMark band => [Band(band, colour)],
        RuleMark rule => [Rule(rule, colour)],
        MatrixMark matrix => [Matrix(matrix)],
        TopomapMark map => Map(map),
        StrokeMark strokes => Strokes(strokes),
        TextMark texts => [Texts(texts, colour)],
        SpanMark or BoxMark or ImageMark => [], // these are decoration of the layout
        _ => throw new NotSupportedException($"No trace for {mark.GetType().Name}."),
    };

    private JsonObject Scatter(Mark mark, IEnumerable<double> x, IEnumerable<double> y, string mode) => new()
    {
        ["type"] = "scatter",
        ["x"] = PlotlyJson.Places(x, axes.Frame.X),
        ["y"] = PlotlyJson.Places(y, axes.Frame.Y),
        ["mode"] = mode,
        ["name"] = PlotlyJson.Escape(mark.Label),
        ["showlegend"] = mark.Label.Length > 0,
    };

    private static JsonObject Stroke(string colour, double width, bool isDashed) => new() { ["color"] = colour, ["width"] = width, ["dash"] = isDashed ? "dash" : "solid" };

    private static void Hover(JsonObject trace, IReadOnlyList<string>? texts)
    {
        if (texts is null)
            return;
        trace["hovertext"] = PlotlyJson.Texts(texts);
        trace["hoverinfo"] = "text";
    }

    private JsonObject Line(LineMark line, string colour)
    {
        // the same thinning as in the static picture, at twice its width
        var shown = Thinning.Line(line.X, line.Y, Math.Min(line.X.Count, line.Y.Count), Math.Min((int)(2 * axes.Width), Math.Max(30, pointBudget / 2))).ToArray();
        var trace = Scatter(line, shown.Select(i => line.X[i]), shown.Select(i => line.Y[i]), "lines");
        trace["line"] = Stroke(colour, line.Width, line.IsDashed);
        trace["opacity"] = line.Opacity;
        trace["connectgaps"] = false;
        if (line.Hover.Length > 0)
        {
            trace["hoverinfo"] = "text";
            trace["hovertext"] = PlotlyJson.Escape(line.Hover);
        }

        return trace;
    }

    private JsonObject Points(PointMark points, string colour)
    {
        var shown = Thinning.Every(Math.Min(points.X.Count, points.Y.Count), 2 * Thinning.MaximumPoints).ToArray();
        var trace = Scatter(points, shown.Select(i => points.X[i]), shown.Select(i => points.Y[i]), "markers");
        JsonNode? Colours() => points.Colours is { } own ? new JsonArray([.. shown.Select(i => (JsonNode)JsonValue.Create(i < own.Count ? own[i] : colour)!)]) : JsonValue.Create(colour);
        trace["marker"] = new JsonObject { ["color"] = Colours(), ["size"] = 2 * points.Radius, ["opacity"] = points.Opacity };
        var hovers = points.Hovers ?? points.Names;
        Hover(trace, hovers is null ? null : [.. shown.Select(i => i < hovers.Count ? hovers[i] : "")]);
        return trace;
    }

    private JsonObject Bars(BarMark bars, string colour)
    {
        var (along, lengths) = (PlotlyJson.Numbers(bars.X), PlotlyJson.Numbers(bars.Y));
        var trace = new JsonObject
        {
            ["type"] = "bar",
            ["x"] = bars.IsLying ? lengths : along,
            ["y"] = bars.IsLying ? along : lengths,
            ["orientation"] = bars.IsLying ? "h" : "v",
            ["width"] = bars.Width,
            ["name"] = PlotlyJson.Escape(bars.Label),
            ["showlegend"] = bars.Label.Length > 0,
            ["marker"] = new JsonObject { ["color"] = colour },
        };
        if (bars.HalfIntervals is { } half)
            trace[bars.IsLying ? "error_x" : "error_y"] = new JsonObject { ["type"] = "data", ["array"] = PlotlyJson.Numbers(half.Select(h => h > 0 ? h : 0)), ["color"] = theme.Ink };
        return trace;
    }

    private JsonObject Band(BandMark band, string colour)
    {
        var known = Thinning.Every(Math.Min(band.X.Count, Math.Min(band.Low.Count, band.High.Count)), 1000)
            .Where(i => double.IsFinite(band.X[i]) && double.IsFinite(band.Low[i]) && double.IsFinite(band.High[i])).ToArray();
        var trace = Scatter(band, known.Concat(known.Reverse()).Select(i => band.X[i]), [.. known.Select(i => band.High[i]), .. known.Reverse().Select(i => band.Low[i])], "none");
        trace["fill"] = "toself";
        trace["fillcolor"] = colour + "40";
        trace["hoverinfo"] = "skip";
        return trace;
    }

    private JsonObject Rule(RuleMark rule, string colour)
    {
        var (x, y) = (axes.Frame.X, axes.Frame.Y);
        var trace = rule.IsVertical ? Scatter(rule, [rule.Value, rule.Value], [y.Low, y.High], "lines") : Scatter(rule, [x.Low, x.High], [rule.Value, rule.Value], "lines");
        trace["line"] = Stroke(colour, 1.3, true);
        return trace;
    }

    private JsonObject Texts(TextMark texts, string colour)
    {
        var trace = Scatter(texts, texts.X, texts.Y, "text");
        trace["text"] = texts.IsBold ? new JsonArray([.. texts.Texts.Select(t => (JsonNode)JsonValue.Create($"<b>{PlotlyJson.Escape(t)}</b>")!)]) : PlotlyJson.Texts(texts.Texts);
        trace["textposition"] = texts.IsAtStart ? "middle right" : "middle center";
        trace["textfont"] = PlotlyJson.Font(texts.Size, colour);
        trace["hoverinfo"] = "skip";
        return trace;
    }

    private JsonObject Heat(double[,] values, ColourScale scale, bool hasBar, string label)
    {
        var rows = Enumerable.Range(0, values.GetLength(0)).Select(r => (JsonNode)PlotlyJson.Numbers(Enumerable.Range(0, values.GetLength(1)).Select(c => values[r, c]), PlotlyJson.ColourDigits));
        var trace = new JsonObject
        {
            ["type"] = "heatmap",
            ["z"] = new JsonArray([.. rows]),
            ["zmin"] = scale.Low,
            ["zmax"] = scale.High,
            ["colorscale"] = PlotlyJson.ColourStops(scale.IsDiverging),
            ["showscale"] = hasBar,
        };
        if (hasBar)
        {
            trace["colorbar"] = new JsonObject
            {
                ["x"] = (axes.Right + 10) / layout.Width,
                ["xanchor"] = "left",
                ["xpad"] = 0,
                ["y"] = Math.Clamp(1 - ((axes.Top + (axes.Height / 2)) / layout.Height), 0, 1),
                ["yanchor"] = "middle",
                ["ypad"] = 0,
                ["len"] = Math.Max(30, axes.Height),
                ["lenmode"] = "pixels",
                ["thickness"] = 12,
                ["outlinewidth"] = 0,
                ["title"] = new JsonObject { ["text"] = PlotlyJson.Escape(label), ["side"] = "right" },
            };
        }

        return trace;
    }

    private JsonObject Matrix(MatrixMark matrix)
    {
        var cells = Thinning.Matrix(matrix.Values, LargestMatrix);
        var trace = Heat(cells, ColourScale.Of(matrix), matrix.HasColourBar, matrix.ValueLabel);
        var (columns, rows) = ((double)matrix.Values.GetLength(1) / Math.Max(1, cells.GetLength(1)), (double)matrix.Values.GetLength(0) / Math.Max(1, cells.GetLength(0)));
        (trace["x0"], trace["dx"]) = (matrix.XStart + ((columns - 1) / 2 * matrix.XStep), columns * matrix.XStep);
        (trace["y0"], trace["dy"]) = (matrix.YStart + ((rows - 1) / 2 * matrix.YStep), rows * matrix.YStep);
        if (matrix.HasNumbers)
            trace["texttemplate"] = "%{z:.2f}";
        return trace;
    }

    private IEnumerable<JsonObject> Map(TopomapMark map)
    {
        var reach = map.Reach;
        var heat = Heat(map.Interpolate(MapSize), ColourScale.Of(map), map.HasColourBar, map.ValueLabel);
        var centres = Enumerable.Range(0, MapSize).Select(i => reach * ((2 * (i + 0.5) / MapSize) - 1)).ToArray();
        (heat["x"], heat["y"], heat["hoverinfo"]) = (PlotlyJson.Numbers(centres, PlotlyJson.ColourDigits), PlotlyJson.Numbers(centres, PlotlyJson.ColourDigits), "z");
        yield return heat;
        foreach (var part in HeadOutline.Parts(reach))
        {
            var outline = Scatter(map, part.Select(p => p.X), part.Select(p => p.Y), "lines");
            (outline["line"], outline["hoverinfo"], outline["showlegend"]) = (Stroke(theme.Ink, 1.7, false), "skip", false);
            yield return outline;
        }

        var places = map.Places;
        var sensors = Scatter(map, places.Select(e => e.X), places.Select(e => e.Y), "markers");
        sensors["marker"] = new JsonObject { ["color"] = "#111111", ["size"] = places.Count > 80 ? 2 : 3 };
        Hover(sensors, [.. map.Electrodes.Select((e, i) => $"{e}: {Ticks.Short(map.Values[i])}")]);
        yield return sensors;
    }

    // lines of equal look are one trace with gaps; a hover text hangs on every point of its line
    private IEnumerable<JsonObject> Strokes(StrokeMark mark)
    {
        foreach (var alike in mark.Strokes.GroupBy(s => (s.Colour, Width: Math.Round(s.Width * 2) / 2, Opacity: Math.Round(s.Opacity, 1), s.IsDashed)))
        {
            var points = alike.SelectMany(s => s.Points.Append((double.NaN, double.NaN))).ToArray();
            var trace = Scatter(mark, points.Select(p => p.Item1), points.Select(p => p.Item2), "lines");
            trace["line"] = Stroke(theme.Resolve(alike.Key.Colour), Math.Max(0.5, alike.Key.Width), alike.Key.IsDashed);
            trace["opacity"] = Math.Max(0.1, alike.Key.Opacity);
            trace["showlegend"] = false;
            if (alike.Any(s => s.Hover.Length > 0))
                Hover(trace, [.. alike.SelectMany(s => Enumerable.Repeat(s.Hover, s.Points.Count + 1))]);
            else
                trace["hoverinfo"] = "skip";
            yield return trace;
        }
    }
}
