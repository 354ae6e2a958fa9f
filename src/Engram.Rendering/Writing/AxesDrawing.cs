namespace Engram.Rendering.Writing;

/// <summary>Draws axes, ticks, grid lines and axis labels.</summary>
internal static class AxesDrawing
{
    private const double GridOpacity = 0.3;
    private const double LineHeight = 12.5;

    public static void Draw(Canvas canvas, Axes axes)
    {
        var (frame, panel) = (axes.Frame, axes.Frame.Panel);
        var hasGrid = !panel.Marks.Any(m => m is MatrixMark or ImageMark);
        DrawX(canvas, axes, hasGrid && panel.XNames is null);
        DrawY(canvas, axes, hasGrid && panel.YNames is null);
        canvas.Line(axes.Left, axes.Bottom, axes.Right, axes.Bottom, Palette.Ink);
        canvas.Line(axes.Left, axes.Top, axes.Left, axes.Bottom, Palette.Ink);
        if (panel.XLabel.Length > 0)
        {
            var label = TextWidth.Fit(panel.XLabel, frame.Area.Width - 16, PanelFrame.LabelSize);
            var half = TextWidth.Of(label, PanelFrame.LabelSize) / 2;
            var x = Math.Clamp(axes.Left + (axes.Width / 2), frame.Area.Left + half + 4, Math.Max(frame.Area.Left + half + 4, frame.Area.Left + frame.Area.Width - half - 4));
            canvas.Text(x, axes.Bottom + 8 + frame.XRoom + 11, label, PanelFrame.LabelSize);
        }

        if (panel.YLabel.Length > 0)
        {
            var (x, label) = (axes.Left - 14 - frame.WidestY, TextWidth.Fit(panel.YLabel, frame.Area.Height - 20, PanelFrame.LabelSize));

            // a label that is longer than its axis stays inside the panel
            var half = TextWidth.Of(label, PanelFrame.LabelSize) / 2;
            var y = Math.Clamp(axes.Top + (axes.Height / 2), frame.Area.Top + half + 4, Math.Max(frame.Area.Top + half + 4, frame.Area.Top + frame.Area.Height - half - 4));
            canvas.Text(x, y, label, PanelFrame.LabelSize, turn: -90);
        }
    }

    private static void DrawX(Canvas canvas, Axes axes, bool hasGrid)
    {
        var frame = axes.Frame;
        var free = double.NegativeInfinity;
        for (var i = 0; i < frame.XTexts.Count; i++)
        {
            var at = axes.X(frame.X.Ticks[i].Value);
            if (!(at >= axes.Left - 0.5 && at <= axes.Right + 0.5))
                continue;
            if (hasGrid)
                canvas.Line(at, axes.Top, at, axes.Bottom, Palette.Faint, opacity: GridOpacity);
            canvas.Line(at, axes.Bottom, at, axes.Bottom + 4, Palette.Ink);
            var width = frame.Turn > 0 ? frame.NameDistance : TextWidth.Of(frame.XTexts[i], PanelFrame.TickSize) + 4;
            if (at - (width / 2) < free)
                continue; // no room: the tick stays, its text is left out
            free = at + (width / 2);
            if (frame.Turn > 0)
                canvas.Text(at + (frame.Turn < 90 ? 3 : 4), axes.Bottom + (frame.Turn < 90 ? 14 : 8), frame.XTexts[i], PanelFrame.TickSize, "end", turn: -frame.Turn);
            else
                canvas.Text(at, axes.Bottom + 17, frame.XTexts[i], PanelFrame.TickSize);
        }
    }

    private static void DrawY(Canvas canvas, Axes axes, bool hasGrid)
    {
        var frame = axes.Frame;
        var taken = double.NaN;
        for (var i = 0; i < frame.YTexts.Count; i++)
        {
            var at = axes.Y(frame.Y.Ticks[i].Value);
            if (!(at >= axes.Top - 0.5 && at <= axes.Bottom + 0.5))
                continue;
            if (hasGrid)
                canvas.Line(axes.Left, at, axes.Right, at, Palette.Faint, opacity: GridOpacity);
            canvas.Line(axes.Left - 4, at, axes.Left, at, Palette.Ink);
            if (Math.Abs(at - taken) < LineHeight)
                continue;
            taken = at;
            canvas.Text(axes.Left - 7, at + 4, frame.YTexts[i], PanelFrame.TickSize, "end", opacity: frame.Panel.FaintYNames.Contains(i) && frame.Panel.YNames is not null ? 0.5 : 1);
        }
    }
}
