using System.Text.Json.Nodes;
using Engram.Rendering.Imaging;

namespace Engram.Rendering.Writing;

/// <summary>What Plotly keeps in the layout instead of in traces: titles, boxes, shaded spans, pictures.</summary>
internal sealed class PlotlyDecoration
{
    private readonly Theme theme;

    public PlotlyDecoration(FigureLayout layout, Theme theme)
    {
        this.theme = theme;
        for (var i = 0; i < layout.TitleLines.Count; i++)
            Title(layout, 10, 20 + (PanelFrame.TitleLine * i), layout.TitleLines[i], PanelFrame.TitleSize + 1);
        foreach (var axes in layout.Axes)
        {
            var frame = axes.Frame;
            for (var i = 0; i < frame.TitleLines.Count; i++)
                Title(layout, frame.Panel.IsTitleCentred ? axes.Left + (axes.Width / 2) - (TextWidth.Of(frame.TitleLines[i], PanelFrame.TitleSize, true) / 2) : frame.Area.Left + 10, frame.Area.Top + 19 + (PanelFrame.TitleLine * i), frame.TitleLines[i], PanelFrame.TitleSize);
        }
    }

    public JsonArray Annotations { get; } = [];

    public JsonArray Shapes { get; } = [];

    public JsonArray Images { get; } = [];

    public void Add(Mark mark, Axes axes, string suffix, string colour)
    {
        switch (mark)
        {
            case SpanMark spans:
                foreach (var span in spans.Spans)
                    AddSpan(span, axes, suffix, colour, spans.Opacity);
                break;
            case BoxMark boxes:
                for (var i = 0; i < Math.Min(boxes.Texts.Count, Math.Min(boxes.X.Count, boxes.Y.Count)); i++)
                    AddBox(boxes, i, suffix, colour);
                break;
            case ImageMark image:
                Images.Add(new JsonObject
                {
                    ["source"] = PngWriter.ToDataAddress(image.Pixels),
                    ["xref"] = "x" + suffix,
                    ["yref"] = "y" + suffix,
                    ["x"] = Math.Min(image.Left, image.Right),
                    ["xanchor"] = "left",
                    ["y"] = image.Top,
                    ["yanchor"] = "top",
                    ["sizex"] = Math.Abs(image.Right - image.Left),
                    ["sizey"] = Math.Abs(image.Top - image.Bottom),
                    ["sizing"] = "stretch",
                    ["layer"] = "below",
                });
                break;
            default:
                break; // a trace holds everything
        }
    }

    public void AddPaper(Axes axes, string suffix)
    {
        if (axes.Frame.Panel.Paper.Length > 0)
            Shapes.Add(new JsonObject { ["type"] = "rect", ["xref"] = $"x{suffix} domain", ["yref"] = $"y{suffix} domain", ["x0"] = 0, ["x1"] = 1, ["y0"] = 0, ["y1"] = 1, ["fillcolor"] = axes.Frame.Panel.Paper, ["layer"] = "below", ["line"] = new JsonObject { ["width"] = 0 } });
    }

    private void Title(FigureLayout layout, double x, double y, string line, double size) => Annotations.Add(new JsonObject
    {
        ["text"] = $"<b>{PlotlyJson.Escape(line)}</b>",
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["x"] = x / layout.Width,
        ["y"] = 1 - (y / layout.Height),
        ["xanchor"] = "left",
        ["yanchor"] = "bottom",
        ["showarrow"] = false,
        ["font"] = PlotlyJson.Font(size, theme.Ink),
        ["borderpad"] = 0,
    });

    private void AddSpan((double From, double To, string Text) span, Axes axes, string suffix, string colour, double opacity)
    {
        if (!double.IsFinite(span.From) || !double.IsFinite(span.To) || span.To < axes.Frame.X.Low || span.From > axes.Frame.X.High)
            return;
        Shapes.Add(new JsonObject
        {
            ["type"] = "rect",
            ["xref"] = "x" + suffix,
            ["yref"] = $"y{suffix} domain",
            ["x0"] = span.From,
            ["x1"] = span.To,
            ["y0"] = 0,
            ["y1"] = 1,
            ["fillcolor"] = colour,
            ["opacity"] = opacity,
            ["layer"] = "below",
            ["line"] = new JsonObject { ["color"] = colour, ["width"] = 1 },
        });
        if (span.Text.Length > 0)
        {
            Annotations.Add(new JsonObject
            {
                ["text"] = PlotlyJson.Escape(span.Text),
                ["xref"] = "x" + suffix,
                ["yref"] = $"y{suffix} domain",
                ["x"] = span.From,
                ["y"] = 1,
                ["xanchor"] = "left",
                ["yanchor"] = "top",
                ["showarrow"] = false,
                ["font"] = PlotlyJson.Font(10, theme.Ink),
            });
        }
    }

    private void AddBox(BoxMark boxes, int i, string suffix, string colour)
    {
        var fill = boxes.Fills is { } fills && i < fills.Count ? fills[i] : colour;
        var isHollow = boxes.Hollow.Contains(i);
        Annotations.Add(new JsonObject
        {
            ["text"] = PlotlyJson.Escape(TextWidth.Fit(boxes.Texts[i], boxes.MaximumWidth, boxes.Size)),
            ["xref"] = "x" + suffix,
            ["yref"] = "y" + suffix,
            ["x"] = boxes.X[i],
            ["y"] = boxes.Y[i],
            ["showarrow"] = false,
            ["bgcolor"] = isHollow ? "#f4f4f4" : fill,
            ["bordercolor"] = fill,
            ["borderwidth"] = 1.5,
            ["borderpad"] = 4,
            ["font"] = PlotlyJson.Font(boxes.Size, isHollow ? "#111111" : Palette.TextOn(fill)),
            ["hovertext"] = PlotlyJson.Escape(boxes.Hovers is { } hovers && i < hovers.Count && hovers[i].Length > 0 ? hovers[i] : boxes.Texts[i]),
        });
    }
}
