using System.Security.Cryptography;
using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>Writes a figure as static SVG: real text, no scripts, no outside style, a title and description for screen readers.</summary>
internal static class SvgWriter
{
    private const int AllPoints = 22_000;
    private const int FewestPoints = 60;

    public static string Write(Figure figure)
    {
        var layout = new FigureLayout(figure);
        var canvas = new Canvas(figure.Theme) { PointBudget = Math.Max(FewestPoints, AllPoints / Math.Max(1, figure.Panels.Sum(p => p.Marks.Count(m => m is LineMark)))) };
        for (var i = 0; i < layout.TitleLines.Count; i++)
            canvas.Text(10, 20 + (PanelFrame.TitleLine * i), layout.TitleLines[i], PanelFrame.TitleSize + 1, "start", isBold: true);
        foreach (var axes in layout.Axes)
            Draw(canvas, axes);
        var body = canvas.ToString();

        // ids come from the content, so that the same picture has the same id and two different ones never share one
        var id = "f" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..10];
        var (width, height) = (Canvas.Number(layout.Width), Canvas.Number(layout.Height));
        var paper = figure.Theme.Background == "none" ? "" : $"<rect width=\"{width}\" height=\"{height}\" fill=\"{figure.Theme.Background}\"/>";
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" style=\"max-width:100%;height:auto\" role=\"img\" "
            + $"aria-labelledby=\"{id}-t\" aria-describedby=\"{id}-d\" fill=\"{figure.Theme.Ink}\" font-family=\"Helvetica, Arial, DejaVu Sans, sans-serif\"><title id=\"{id}-t\">{Canvas.Escape(Title(figure))}</title>"
            + $"<desc id=\"{id}-d\">{Canvas.Escape(Describe(figure))}</desc>{paper}{body}</svg>";
    }

    /// <summary>All titles of a figure; "figure" where there is none.</summary>
    public static string Title(Figure figure)
    {
        var title = string.Join("; ", figure.Panels.Select(p => p.Title).Prepend(figure.Title).Where(t => t.Length > 0));
        return title.Length > 0 ? title : "figure";
    }

    private static string Describe(Figure figure) => string.Join(" ", figure.Panels.Select(p =>
        $"{p.XLabel}{(p.YLabel.Length > 0 ? $" against {p.YLabel}" : "")}{string.Concat(p.Marks.Where(m => m.Label.Length > 0).Select(m => $", {m.Label}"))}.").Where(d => d.Length > 1));

    private static void Draw(Canvas canvas, Axes axes)
    {
        var frame = axes.Frame;
        var panel = frame.Panel;
        for (var i = 0; i < frame.TitleLines.Count; i++)
            canvas.Text(panel.IsTitleCentred ? axes.Left + (axes.Width / 2) : frame.Area.Left + 10, frame.Area.Top + 19 + (PanelFrame.TitleLine * i), frame.TitleLines[i], PanelFrame.TitleSize, panel.IsTitleCentred ? "middle" : "start", isBold: true);
        DrawLegend(canvas, axes);
        if (panel.Paper.Length > 0)
            canvas.Rectangle(axes.Left, axes.Top, axes.Width, axes.Height, panel.Paper);
        if (panel.HasAxes)
            AxesDrawing.Draw(canvas, axes);
        for (var i = 0; i < panel.Marks.Count; i++)
        {
            var mark = panel.Marks[i];

            // a nested svg cuts off what lies outside the axes
            var isCut = panel.HasAxes && mark is LineMark or BandMark or BarMark or StrokeMark;
            if (isCut)
                canvas.Raw($"<svg x=\"{Canvas.Number(axes.Left)}\" y=\"{Canvas.Number(axes.Top - 1)}\" width=\"{Canvas.Number(axes.Width)}\" height=\"{Canvas.Number(axes.Height + 2)}\" viewBox=\"{Canvas.Number(axes.Left)} {Canvas.Number(axes.Top - 1)} {Canvas.Number(axes.Width)} {Canvas.Number(axes.Height + 2)}\">");
            MarkDrawing.Draw(canvas, mark, axes, frame.Colours[i]);
            if (isCut)
                canvas.Raw("</svg>");
        }
    }

    // the legend stands above the plot area, where it covers no data
    private static void DrawLegend(Canvas canvas, Axes axes)
    {
        foreach (var entry in axes.Frame.Legend)
        {
            var (x, y) = (axes.Left + entry.X, axes.Frame.Area.Top + 19 + (PanelFrame.TitleLine * axes.Frame.TitleLines.Count) + (PanelFrame.LegendLine * entry.Row));
            if (entry.Mark is PointMark)
                canvas.Circle(x + 9, y - 4, 4, entry.Colour);
            else if (entry.Mark is SpanMark spans)
                canvas.Rectangle(x, y - 9, 18, 10, entry.Colour, opacity: spans.Opacity);
            else
                canvas.Line(x, y - 4, x + 18, y - 4, entry.Colour, entry.Mark is BarMark or BandMark ? 9 : 2.4, entry.Mark is RuleMark or LineMark { IsDashed: true } ? "5 3" : "", entry.Mark is BandMark ? MarkDrawing.BandOpacity : 1);
            canvas.Text(x + PanelFrame.SwatchWidth, y, entry.Text, PanelFrame.LegendSize, "start");
        }
    }
}
