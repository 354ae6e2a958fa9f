using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>Writes a figure as static SVG: real text, no scripts, no outside style, a title and description for screen readers.</summary>
internal static class SvgWriter
{
    private const string Ink = "#333333";
    private const string Grid = "#e6e6e6";

    public static string Write(Figure figure)
    {
        var rows = (figure.Panels.Count + figure.Columns - 1) / figure.Columns;
        var columns = Math.Min(figure.Columns, figure.Panels.Count);
        var (width, height) = (columns * figure.PanelWidth, rows * figure.PanelHeight);
        var canvas = new Canvas();
        for (var i = 0; i < figure.Panels.Count; i++)
            Draw(canvas, figure.Panels[i], i % figure.Columns * figure.PanelWidth, i / figure.Columns * figure.PanelHeight, figure.PanelWidth, figure.PanelHeight);
        var body = canvas.ToString();

        // ids come from the content, so that the same picture has the same id and two different ones never share one
        var id = "f" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..10];
        var title = string.Join("; ", figure.Panels.Select(p => p.Title).Where(t => t.Length > 0));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" style=\"max-width:100%;height:auto\" role=\"img\" "
            + $"aria-labelledby=\"{id}-t\" font-family=\"Helvetica, Arial, DejaVu Sans, sans-serif\"><title id=\"{id}-t\">{Canvas.Escape(title.Length > 0 ? title : "figure")}</title>"
            + $"<desc>{Canvas.Escape(Describe(figure))}</desc><rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>{body}</svg>";
    }

    public static List<string> TitleLines(string title, double width)
    {
        var limit = (int)((width - 24) / 7.3);
        var lines = new List<string>();
        var line = "";
        foreach (var word in title.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length + 1 > limit)
            {
                lines.Add(line);
                line = "";
            }

            line += (line.Length > 0 ? " " : "") + word;
        }

        return [.. lines, line];
    }

    private static string Describe(Figure figure) => string.Join(" ", figure.Panels.Select(p =>
        $"{p.XLabel}{(p.YLabel.Length > 0 ? $" against {p.YLabel}" : "")}{string.Concat(p.Marks.Where(m => m.Label.Length > 0).Select(m => $", {m.Label}"))}.").Where(d => d.Length > 1));

    private static void Draw(Canvas canvas, Panel panel, double x, double y, double width, double height)
    {
        var axes = new Axes(panel, x, y, width, height);
        var lines = panel.Title.Length > 0 ? TitleLines(panel.Title, width) : [];
        for (var i = 0; i < lines.Count; i++)
            canvas.Text(x + (width / 2), y + 20 + (15 * i), lines[i], 13, isBold: true, colour: Ink);
        var matrix = panel.Marks.OfType<MatrixMark>().FirstOrDefault();
        if (panel.HasAxes)
            DrawAxes(canvas, panel, axes, isGridShown: matrix is null);
        var group = 0;
        foreach (var mark in panel.Marks)
        {
            var colour = mark.Colour ?? (mark is RuleMark ? "#888888" : Palette.Group(mark is MatrixMark or TopomapMark or GraphMark ? 0 : group));
            if (mark is not (RuleMark or BandMark or MatrixMark or TopomapMark or GraphMark))
                group++;

            // a nested svg cuts off what lies outside the axes
            var isCut = panel.HasAxes && mark is LineMark or BandMark or BarMark;
            if (isCut)
                canvas.Raw($"<svg x=\"{Canvas.Number(axes.Left)}\" y=\"{Canvas.Number(axes.Top - 1)}\" width=\"{Canvas.Number(axes.Width)}\" height=\"{Canvas.Number(axes.Height + 2)}\" viewBox=\"{Canvas.Number(axes.Left)} {Canvas.Number(axes.Top - 1)} {Canvas.Number(axes.Width)} {Canvas.Number(axes.Height + 2)}\">");
            MarkDrawing.Draw(canvas, mark, axes, colour);
            if (isCut)
                canvas.Raw("</svg>");
        }

        DrawLegend(canvas, panel, axes);
    }

    private static void DrawAxes(Canvas canvas, Panel panel, Axes axes, bool isGridShown)
    {
        var bottom = axes.Top + axes.Height;
        foreach (var (value, text) in axes.XTicks)
        {
            var at = axes.X(value);
            if (at < axes.Left - 0.5 || at > axes.Left + axes.Width + 0.5)
                continue;
            if (isGridShown && panel.XNames is null)
                canvas.Line(at, axes.Top, at, bottom, Grid);
            canvas.Line(at, bottom, at, bottom + 4, Ink);
            if (axes.AreNamesTurned)
                canvas.Text(at + 3, bottom + 14, text, 11, "end", Ink, turn: -35);
            else
                canvas.Text(at, bottom + 16, text, 11, colour: Ink);
        }

        foreach (var (value, text) in axes.YTicks)
        {
            var at = axes.Y(value);
            if (at < axes.Top - 0.5 || at > bottom + 0.5)
                continue;
            if (isGridShown && panel.YNames is null)
                canvas.Line(axes.Left, at, axes.Left + axes.Width, at, Grid);
            canvas.Line(axes.Left - 4, at, axes.Left, at, Ink);
            canvas.Text(axes.Left - 7, at + 4, text, 11, "end", Ink);
        }

        canvas.Line(axes.Left, bottom, axes.Left + axes.Width, bottom, Ink);
        canvas.Line(axes.Left, axes.Top, axes.Left, bottom, Ink);
        if (panel.XLabel.Length > 0)
        {
            var turned = axes.AreNamesTurned ? Math.Min(90, 4.6 * axes.XTicks.Max(t => t.Text.Length)) : 0;
            canvas.Text(axes.Left + (axes.Width / 2), bottom + 36 + turned, panel.XLabel, 12, colour: Ink);
        }

        if (panel.YLabel.Length > 0)
        {
            var at = axes.Left - 20 - (6.6 * axes.YTicks.Select(t => t.Text.Length).DefaultIfEmpty(1).Max());
            canvas.Text(at, axes.Top + (axes.Height / 2), panel.YLabel, 12, colour: Ink, turn: -90);
        }
    }

    // The legend stands in the corner that holds the fewest points.
    private static void DrawLegend(Canvas canvas, Panel panel, Axes axes)
    {
        var entries = new List<(string Label, string Colour, Mark Mark)>();
        var group = 0;
        foreach (var mark in panel.Marks)
        {
            var colour = mark.Colour ?? (mark is RuleMark ? "#888888" : Palette.Group(group));
            if (mark is not (RuleMark or BandMark or MatrixMark or TopomapMark or GraphMark))
                group++;
            if (mark.Label.Length > 0)
                entries.Add((mark.Label, colour, mark));
        }

        if (entries.Count == 0)
            return;
        var width = 34 + (6.4 * entries.Max(e => e.Label.Length));
        var height = 8 + (17 * entries.Count);
        (double X, double Y)[] corners = [(axes.Left + axes.Width - width - 8, axes.Top + 8), (axes.Left + 8, axes.Top + 8), (axes.Left + axes.Width - width - 8, axes.Top + axes.Height - height - 8), (axes.Left + 8, axes.Top + axes.Height - height - 8)];
        var points = panel.Marks.SelectMany(m => m switch
        {
            LineMark l => l.X.Zip(l.Y),
            PointMark p => p.X.Zip(p.Y),
            BarMark b => b.X.Zip(b.Y),
            _ => [],
        }).Select(p => (X: axes.X(p.First), Y: axes.Y(p.Second))).ToArray();
        var (x, y) = corners.MinBy(c => points.Count(p => p.X > c.X - 6 && p.X < c.X + width + 6 && p.Y > c.Y - 6 && p.Y < c.Y + height + 6));
        canvas.Rectangle(x, y, width, height, "#ffffff", "#cccccc", 0.8, 3);
        for (var i = 0; i < entries.Count; i++)
        {
            var at = y + 16 + (17 * i);
            if (entries[i].Mark is PointMark)
                canvas.Circle(x + 15, at - 4, 3.5, entries[i].Colour);
            else
                canvas.Line(x + 7, at - 4, x + 23, at - 4, entries[i].Colour, entries[i].Mark is BarMark ? 8 : 2.2, entries[i].Mark is RuleMark or LineMark { IsDashed: true } ? "5 3" : "");
            canvas.Text(x + 29, at, entries[i].Label, 11, "start", Ink);
        }
    }
}
