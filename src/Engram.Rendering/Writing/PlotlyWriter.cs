using System.Text.Json;
using System.Text.Json.Nodes;

namespace Engram.Rendering.Writing;

/// <summary>
/// Writes a figure in Plotly's schema; property names are Plotly's. Plot areas, limits, ticks, colours and letters are those of the
/// static picture.
/// </summary>
internal static class PlotlyWriter
{
    private const int AllPoints = 40_000;
    private const string Transparent = "rgba(0,0,0,0)";
    private static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default };

    public static string Write(Figure figure)
    {
        var layout = new FigureLayout(figure);
        var budget = AllPoints / Math.Max(1, figure.Panels.Sum(p => p.Marks.Count(m => m is LineMark)));
        var (traces, decoration) = (new JsonArray(), new PlotlyDecoration(layout, figure.Theme));
        var written = new JsonObject
        {
            ["width"] = Math.Round(layout.Width),
            ["height"] = Math.Round(layout.Height),
            ["autosize"] = false,
            ["margin"] = new JsonObject { ["l"] = 0, ["r"] = 0, ["t"] = 0, ["b"] = 0, ["pad"] = 0 },
            ["paper_bgcolor"] = figure.Theme.Background == "none" ? Transparent : figure.Theme.Background,
            ["plot_bgcolor"] = Transparent,
            ["font"] = new JsonObject { ["family"] = "Helvetica, Arial, DejaVu Sans, sans-serif", ["size"] = PanelFrame.TickSize, ["color"] = figure.Theme.Ink },
            ["hovermode"] = "closest",
            ["modebar"] = new JsonObject { ["bgcolor"] = Transparent, ["color"] = figure.Theme.Ink, ["activecolor"] = Palette.Negative },
            ["showlegend"] = figure.Panels.Any(p => p.Marks.Any(m => m.Label.Length > 0)),
        };
        for (var i = 0; i < layout.Axes.Count; i++)
        {
            var axes = layout.Axes[i];
            var suffix = i == 0 ? "" : $"{i + 1}";
            written["xaxis" + suffix] = Axis(axes, isHorizontal: true, "y" + suffix, layout, figure.Theme);
            written["yaxis" + suffix] = Axis(axes, isHorizontal: false, "x" + suffix, layout, figure.Theme);
            if (axes.Frame.Legend.Count > 0)
                written["legend" + suffix] = Legend(axes, layout);
            decoration.AddPaper(axes, suffix);
            for (var m = 0; m < axes.Frame.Panel.Marks.Count; m++)
            {
                var (mark, colour) = (axes.Frame.Panel.Marks[m], figure.Theme.Resolve(axes.Frame.Colours[m]));
                foreach (var trace in new PlotlyTraces(axes, figure.Theme, layout, budget).Of(mark, colour))
                {
                    trace["xaxis"] = "x" + suffix;
                    trace["yaxis"] = "y" + suffix;
                    if (trace["showlegend"] is JsonValue shown && shown.GetValue<bool>() && suffix.Length > 0)
                        trace["legend"] = "legend" + suffix;
                    traces.Add(trace);
                }

                decoration.Add(mark, axes, suffix, colour);
            }
        }

        written["annotations"] = decoration.Annotations;
        written["shapes"] = decoration.Shapes;
        written["images"] = decoration.Images;
        return new JsonObject { ["data"] = traces, ["layout"] = written }.ToJsonString(Options);
    }

    private static JsonObject Axis(Axes axes, bool isHorizontal, string anchor, FigureLayout layout, Theme theme)
    {
        var panel = axes.Frame.Panel;
        var axis = isHorizontal ? axes.Frame.X : axes.Frame.Y;
        var texts = isHorizontal ? axes.Frame.XTexts : axes.Frame.YTexts;
        double At(double value) => axis.IsLogarithmic ? Math.Log10(value) : value;
        var isReversed = !isHorizontal && panel.IsYDownward;
        var shown = Enumerable.Range(0, texts.Count).Where(i => axis.Ticks[i].Value >= axis.Low && axis.Ticks[i].Value <= axis.High).ToArray();
        return new()
        {
            ["domain"] = isHorizontal
                ? PlotlyJson.Numbers([axes.Left / layout.Width, Math.Min(1, axes.Right / layout.Width)])
                : PlotlyJson.Numbers([Math.Max(0, 1 - (axes.Bottom / layout.Height)), 1 - (axes.Top / layout.Height)]),
            ["anchor"] = anchor,
            ["type"] = axis.IsLogarithmic ? "log" : "linear",
            ["range"] = PlotlyJson.Numbers(isReversed ? [At(axis.High), At(axis.Low)] : [At(axis.Low), At(axis.High)], 15),
            ["visible"] = panel.HasAxes,
            ["title"] = PlotlyJson.Title(isHorizontal ? panel.XLabel : panel.YLabel, PanelFrame.LabelSize, theme.Ink),
            ["tickmode"] = "array",
            ["tickvals"] = PlotlyJson.Numbers(shown.Select(i => axis.Ticks[i].Value), 15),
            ["ticktext"] = PlotlyJson.Texts(shown.Select(i => texts[i])),
            ["tickangle"] = isHorizontal ? -axes.Frame.Turn : 0,
            ["ticks"] = "outside",
            ["ticklen"] = 4,
            ["tickcolor"] = theme.Ink,
            ["showline"] = true,
            ["linecolor"] = theme.Ink,
            ["zeroline"] = false,
            ["showgrid"] = (isHorizontal ? panel.XNames : panel.YNames) is null && !panel.Marks.Any(m => m is MatrixMark or ImageMark),
            ["gridcolor"] = theme.Grid + "4d",
        };
    }

    private static JsonObject Legend(Axes axes, FigureLayout layout) => new()
    {
        ["orientation"] = "h",
        ["x"] = axes.Left / layout.Width,
        ["xanchor"] = "left",
        ["y"] = 1 - ((axes.Frame.Area.Top + 4 + (PanelFrame.TitleLine * axes.Frame.TitleLines.Count)) / layout.Height),
        ["yanchor"] = "top",
        ["bgcolor"] = Transparent,
    };
}
