using System.Security.Cryptography;
using System.Text;
using Engram.Rendering.Writing;

namespace Engram.Rendering.Diagrams;

/// <summary>Draws wire diagrams as static SVG.</summary>
internal static class WireDiagramWriter
{
    private const double WireGap = 22;
    private const double ArrayGap = 20;
    private const double StepWidth = 120;
    private const double Margin = 26;
    private const double FenceMargin = 15;
    private const string Ink = "#333333";

    public static string Write(WireDiagram diagram)
    {
        var canvas = new Canvas(Theme.Light);
        IReadOnlyList<IReadOnlyList<string>>[] cuts = [diagram.Start, .. diagram.Steps.Select(s => s.After)];
        var perRow = Math.Max(1, diagram.StepsPerRow);
        var rows = Math.Max(1, (diagram.Steps.Count + perRow - 1) / perRow);
        var depth = diagram.Fences.Select(f => f.Depth + 1).DefaultIfEmpty(0).Max();
        var y = diagram.Title.Length > 0 ? 40.0 : 14;
        if (diagram.Title.Length > 0)
            canvas.Text(Margin, 24, diagram.Title, 15, "start", isBold: true);
        var width = (2 * Margin) + (Math.Min(perRow, Math.Max(1, diagram.Steps.Count)) * StepWidth) + 64;
        for (var row = 0; row < rows; row++)
        {
            var (first, end) = (row * perRow, Math.Min(diagram.Steps.Count, (row + 1) * perRow));
            var height = cuts[first..(end + 1)].Max(Height);
            var top = y + (depth * FenceMargin) + 8;
            foreach (var fence in diagram.Fences.Where(f => f.First < end && f.Last >= first))
                DrawFence(canvas, fence, Math.Max(fence.First, first) - first, Math.Min(fence.Last, end - 1) - first, top, height, depth);
            for (var at = first; at < end; at++)
                DrawStep(canvas, diagram.Steps[at], cuts[at], cuts[at + 1], Margin + 32 + ((at - first) * StepWidth), top, height);
            Labels(canvas, cuts[first], Margin + 28, top, height, "end");
            Labels(canvas, cuts[end], Margin + 36 + ((end - first) * StepWidth), top, height, "start");
            y = top + height + (depth * FenceMargin) + 22;
        }

        var body = canvas.ToString();
        var id = "d" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..10];
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Canvas.Number(width)} {Canvas.Number(y)}\" width=\"{Canvas.Number(width)}\" height=\"{Canvas.Number(y)}\" style=\"max-width:100%;height:auto\" role=\"img\" "
            + $"aria-labelledby=\"{id}-t\" fill=\"{Theme.Light.Ink}\" font-family=\"Helvetica, Arial, DejaVu Sans, sans-serif\"><title id=\"{id}-t\">{Canvas.Escape(diagram.Title.Length > 0 ? diagram.Title : "diagram")}</title>"
            + $"<desc>{Canvas.Escape(diagram.ToString())}</desc><rect width=\"{Canvas.Number(width)}\" height=\"{Canvas.Number(y)}\" fill=\"#ffffff\"/>{body}</svg>";
    }

    private static double Height(IReadOnlyList<IReadOnlyList<string>> cut) =>
        Math.Max(WireGap, cut.Sum(a => Math.Max(1, a.Count) * WireGap) + (Math.Max(0, cut.Count - 1) * ArrayGap));

    // The height of a wire: cuts are centred, arrays are stacked, an array without axes (a number) is one place high.
    private static double At(IReadOnlyList<IReadOnlyList<string>> cut, WireAddress wire, double top, double height)
    {
        var y = top + ((height - Height(cut)) / 2) + (WireGap / 2);
        for (var a = 0; a < wire.Array; a++)
            y += (Math.Max(1, cut[a].Count) * WireGap) + ArrayGap;
        return y + (wire.Axis * WireGap);
    }

    private static void DrawStep(Canvas canvas, DiagramStep step, IReadOnlyList<IReadOnlyList<string>> before, IReadOnlyList<IReadOnlyList<string>> after, double x, double top, double height)
    {
        var (left, right, middle) = (x, x + StepWidth, x + (StepWidth / 2));
        double Before(WireAddress w) => At(before, w, top, height);
        double After(WireAddress w) => At(after, w, top, height);

        // dashed lines between the arrays of the tuple, as far as both sides have them
        for (var a = 0; a + 1 < before.Count; a++)
        {
            var separator = Before(new(a + 1, 0)) - ((WireGap + ArrayGap) / 2);
            canvas.Line(left, separator, before.Count == after.Count ? middle : left + 20, separator, "#999999", 1, "4 4");
        }

        for (var a = 0; a + 1 < after.Count; a++)
        {
            var separator = After(new(a + 1, 0)) - ((WireGap + ArrayGap) / 2);
            canvas.Line(before.Count == after.Count ? middle : right - 20, separator, right, separator, "#999999", 1, "4 4");
        }

        // the box stands where its results leave; what ends at it bends towards it
        var ends = step.OutOf.Count > 0 ? step.OutOf.Select(After).ToList() : step.Into.Select(Before).ToList();
        if (ends.Count == 0 && step.OnArray is { } array && before.Count > array)
            ends = [Before(new(array, 0)), Before(new(array, Math.Max(0, before[array].Count - 1)))];
        var half = Math.Clamp(6 + (3.3 * step.Label.Length), step.Style == BoxStyle.Regroup ? 3 : 13, 42);
        var (low, high) = ends.Count > 0 ? (ends.Min() - 9, ends.Max() + 9) : (top, top);
        var boxed = step.Label.Length > 0 || step.Style == BoxStyle.Regroup;

        if (boxed && ends.Count > 0)
            DrawBox(canvas, step, middle, half, low, high);
        foreach (var (from, to) in step.Passing)
            Wire(canvas, left, Before(from), right, After(to), boxed ? half : 0);
        foreach (var wire in step.Into)
            Wire(canvas, left, Before(wire), middle - half, Math.Clamp(Before(wire), low + 4, high - 4), half);
        foreach (var wire in step.OutOf)
            canvas.Line(middle + half, After(wire), right, After(wire), Ink, 1.3);
        foreach (var (wire, label) in step.OutOf.Select(w => (w, after[w.Array][w.Axis])))
            canvas.Text(right - 4, After(wire) - 4, label, 9, "end", "#0072b2");
        if (boxed && ends.Count > 0 && step.Label.Length > 0)
            Caption(canvas, step.Label, middle, (low + high) / 2, step.Style == BoxStyle.Learned);
    }

    private static void DrawBox(Canvas canvas, DiagramStep step, double middle, double half, double low, double high)
    {
        var stroke = step.Style == BoxStyle.Learned ? 2.6 : 1.2;
        if (step.Style is BoxStyle.Linear or BoxStyle.Regroup)
        {
            canvas.Rectangle(middle - half, low, 2 * half, high - low, step.Style == BoxStyle.Regroup ? Ink : "#dfe8ee", Ink, stroke, 2);
            return;
        }

        var (point, n) = (Math.Min(8, (high - low) / 2), (Func<double, string>)Canvas.Number);
        canvas.Path($"M{n(middle - half)} {n(low)}L{n(middle + half - point)} {n(low)}L{n(middle + half)} {n((low + high) / 2)}L{n(middle + half - point)} {n(high)}L{n(middle - half)} {n(high)}Z", Ink, stroke, "#ffffff");
    }

    // straight where it can be; behind a box of another array's height it runs in the first part of the step
    private static void Wire(Canvas canvas, double x1, double y1, double x2, double y2, double half)
    {
        if (Math.Abs(y1 - y2) < 0.5)
        {
            canvas.Line(x1, y1, x2, y2, Ink, 1.3);
            return;
        }

        var (n, bend) = ((Func<double, string>)Canvas.Number, (x2 - x1) * (half > 0 ? 0.5 : 0.4));
        canvas.Path($"M{n(x1)} {n(y1)}C{n(x1 + bend)} {n(y1)} {n(x2 - bend)} {n(y2)} {n(x2)} {n(y2)}", Ink, 1.3);
    }

    private static void Caption(Canvas canvas, string label, double x, double y, bool isBold)
    {
        var shown = label.Length > 13 ? label[..12] + "…" : label;
        canvas.Rectangle(x - (3.1 * shown.Length), y - 7, 6.2 * shown.Length, 13, "#ffffff");
        canvas.Text(x, y + 4, shown, 11, colour: "#111111", isBold: isBold);
    }

    private static void DrawFence(Canvas canvas, DiagramFence fence, int first, int last, double top, double height, int depth)
    {
        var inset = (depth - fence.Depth) * FenceMargin;
        var x = Margin + 32 + (first * StepWidth) + 3 + (fence.Depth * 3);
        var w = ((last - first + 1) * StepWidth) - 6 - (fence.Depth * 6);
        canvas.Rectangle(x, top - inset, w, height + (2 * inset), "none", "#b0b0b0", 1, 7);
        canvas.Text(x + 6, top - inset + 11, fence.Caption.Length * 6.2 > w - 8 ? fence.Caption[..Math.Max(1, (int)((w - 14) / 6.2))] + "…" : fence.Caption, 10, "start", "#555555");
    }

    private static void Labels(Canvas canvas, IReadOnlyList<IReadOnlyList<string>> cut, double x, double top, double height, string anchor)
    {
        for (var a = 0; a < cut.Count; a++)
        {
            for (var w = 0; w < cut[a].Count; w++)
                canvas.Text(x, At(cut, new(a, w), top, height) + 4, cut[a][w], 11, anchor, "#0072b2");
        }
    }
}
