using System.Text;
using Engram.Rendering.Imaging;

namespace Engram.Rendering.Writing;

/// <summary>Draws each kind of mark.</summary>
internal static class MarkDrawing
{
    public const double BandOpacity = 0.25;
    private const int MostHovers = 600;
    private const double WhiskerHalf = 5;

    public static void Draw(Canvas canvas, Mark mark, Axes axes, string colour)
    {
        switch (mark)
        {
            case LineMark line:
                canvas.Path(Polyline(line.X, line.Y, axes, canvas.PointBudget), colour, line.Width, opacity: line.Opacity, dash: line.IsDashed ? "5 3" : "", hover: line.Hover);
                break;
            case BandMark band:
                Band(canvas, band, axes, colour);
                break;
            case PointMark points:
                Points(canvas, points, axes, colour);
                break;
            case BarMark bars:
                Bars(canvas, bars, axes, colour);
                break;
            case RuleMark { IsVertical: true } rule:
                canvas.Line(axes.X(rule.Value), axes.Top, axes.X(rule.Value), axes.Bottom, colour, 1.3, "5 3");
                break;
            case RuleMark rule:
                canvas.Line(axes.Left, axes.Y(rule.Value), axes.Right, axes.Y(rule.Value), colour, 1.3, "5 3");
                break;
            case SpanMark spans:
                Spans(canvas, spans, axes, colour);
                break;
            case MatrixMark matrix:
                MatrixDrawing.Draw(canvas, matrix, axes);
                break;
            case TopomapMark map:
                TopomapDrawing.Draw(canvas, map, axes);
                break;
            case StrokeMark strokes:
                Strokes(canvas, strokes, axes);
                break;
            case BoxMark boxes:
                BoxDrawing.Draw(canvas, boxes, axes, colour);
                break;
            case TextMark texts:
                Texts(canvas, texts, axes, colour);
                break;
            case ImageMark image:
                var (left, top) = (Math.Min(axes.X(image.Left), axes.X(image.Right)), Math.Min(axes.Y(image.Top), axes.Y(image.Bottom)));
                canvas.Image(left, top, Math.Abs(axes.X(image.Right) - axes.X(image.Left)), Math.Abs(axes.Y(image.Top) - axes.Y(image.Bottom)), PngWriter.ToDataAddress(image.Pixels));
                break;
            default:
                throw new NotSupportedException($"No drawing for {mark.GetType().Name}.");
        }
    }

    public static string Polyline(IReadOnlyList<double> x, IReadOnlyList<double> y, Axes axes, int pointBudget)
    {
        var path = new PathText();
        foreach (var i in Thinning.Line(x, y, Math.Min(x.Count, y.Count), Math.Min((int)axes.Width, pointBudget / 2)))
        {
            var (left, top) = (axes.X(x[i]), axes.Y(y[i]));
            if (double.IsFinite(left) && double.IsFinite(top))
                path.Add(left, top);
            else
                path.Lift();
        }

        return path.ToString();
    }

    // each stretch between gaps is a shape of its own: the upper edge there and the lower edge back
    private static void Band(Canvas canvas, BandMark band, Axes axes, string colour)
    {
        var path = new StringBuilder();
        var stretch = new List<(double X, double Low, double High)>();
        void Close()
        {
            if (stretch.Count > 1)
            {
                var corners = stretch.Select(p => (p.X, Y: p.High)).Concat(Enumerable.Reverse(stretch).Select(p => (p.X, Y: p.Low)));
                path.Append('M').AppendJoin('L', corners.Select(c => $"{Canvas.Coarse(c.X)} {Canvas.Coarse(c.Y)}")).Append('Z');
            }

            stretch.Clear();
        }

        foreach (var i in Thinning.Every(Math.Min(band.X.Count, Math.Min(band.Low.Count, band.High.Count)), 1000))
        {
            var (x, low, high) = (axes.X(band.X[i]), axes.Y(band.Low[i]), axes.Y(band.High[i]));
            if (double.IsFinite(x) && double.IsFinite(low) && double.IsFinite(high))
                stretch.Add((x, low, high));
            else
                Close();
        }

        Close();
        if (path.Length > 0)
            canvas.Path(path.ToString(), "none", 0, colour, BandOpacity);
    }

    private static void Points(Canvas canvas, PointMark points, Axes axes, string colour)
    {
        var count = Math.Min(points.X.Count, points.Y.Count);
        var shown = Thinning.Every(count, Thinning.MaximumPoints).Where(i => double.IsFinite(axes.X(points.X[i])) && double.IsFinite(axes.Y(points.Y[i]))).ToArray();
        string Hover(int i) => count <= MostHovers && points.Hovers is { } hovers && i < hovers.Count ? hovers[i] : "";
        foreach (var group in shown.GroupBy(i => points.Colours is { } own && i < own.Count ? own[i] : colour))
            canvas.Circles(group.Select(i => (axes.X(points.X[i]), axes.Y(points.Y[i]), Hover(i))), points.Radius, group.Key, points.Opacity);
        foreach (var i in points.Names is null ? [] : shown)
            canvas.Room.Take(axes.X(points.X[i]) - points.Radius, axes.Y(points.Y[i]) - points.Radius, 2 * points.Radius, 2 * points.Radius);
        foreach (var i in points.Names is null ? [] : shown.Where(i => i < points.Names.Count))
        {
            if (canvas.Room.Beside(axes.X(points.X[i]), axes.Y(points.Y[i]), points.Radius + 2, points.Names![i], 10, axes) is { } place)
                canvas.Text(place.X, place.Y, points.Names[i], 10, "start");
        }
    }

    private static void Bars(Canvas canvas, BarMark bars, Axes axes, string colour)
    {
        for (var i = 0; i < Math.Min(bars.X.Count, bars.Y.Count); i++)
        {
            if (!double.IsFinite(bars.Y[i]))
                continue;
            var half = bars.HalfIntervals is { } given && i < given.Count && given[i] > 0 ? given[i] : 0;
            if (bars.IsLying)
            {
                var (one, other) = (axes.Y(bars.X[i] - (bars.Width / 2)), axes.Y(bars.X[i] + (bars.Width / 2)));
                var (start, end) = (axes.X(Math.Clamp(0, axes.Frame.X.Low, axes.Frame.X.High)), axes.X(bars.Y[i]));
                canvas.Rectangle(Math.Min(start, end), Math.Min(one, other), Math.Abs(end - start), Math.Abs(other - one), colour);
                if (half > 0)
                    Whisker(canvas, axes.X(bars.Y[i] - half), axes.X(bars.Y[i] + half), (one + other) / 2, true);
                continue;
            }

            var (left, right) = (axes.X(bars.X[i] - (bars.Width / 2)), axes.X(bars.X[i] + (bars.Width / 2)));
            var (zero, top) = (axes.Y(Math.Clamp(0, axes.Frame.Y.Low, axes.Frame.Y.High)), axes.Y(bars.Y[i]));
            canvas.Rectangle(left, Math.Min(zero, top), right - left, Math.Abs(zero - top), colour);
            if (half > 0)
                Whisker(canvas, axes.Y(bars.Y[i] - half), axes.Y(bars.Y[i] + half), (left + right) / 2, false);
        }
    }

    private static void Whisker(Canvas canvas, double low, double high, double middle, bool isLying)
    {
        foreach (var (along1, across1, along2, across2) in ((double, double, double, double)[])[(low, 0, high, 0), (low, -WhiskerHalf, low, WhiskerHalf), (high, -WhiskerHalf, high, WhiskerHalf)])
        {
            if (isLying)
                canvas.Line(along1, middle + across1, along2, middle + across2, Palette.Ink, 1.6);
            else
                canvas.Line(middle + across1, along1, middle + across2, along2, Palette.Ink, 1.6);
        }
    }

    private static void Spans(Canvas canvas, SpanMark spans, Axes axes, string colour)
    {
        foreach (var (from, to, text) in spans.Spans)
        {
            var (left, right) = (Math.Max(axes.Left, axes.X(from)), Math.Min(axes.Right, axes.X(to)));
            if (!(right >= left))
                continue;
            if (right - left < 1.5)
                canvas.Line(left, axes.Top, left, axes.Bottom, colour, 1.2, opacity: 0.8);
            else
                canvas.Rectangle(left, axes.Top, right - left, axes.Height, colour, opacity: spans.Opacity);
            var shown = TextWidth.Fit(text, Math.Max(60, right - left), 10);
            if (text.Length > 0 && left + 3 + TextWidth.Of(shown, 10) < axes.Right && canvas.Room.TryTake(left + 2, axes.Top + 1, TextWidth.Of(shown, 10) + 4, 12))
                canvas.Text(left + 3, axes.Top + 11, shown, 10, "start", hover: shown == text ? "" : text);
        }
    }

    // neighbours of equal look that say nothing of their own are one path
    private static void Strokes(Canvas canvas, StrokeMark mark, Axes axes)
    {
        var hasHovers = mark.Strokes.Count <= MostHovers;
        var path = new StringBuilder();
        for (var i = 0; i < mark.Strokes.Count; i++)
        {
            var stroke = mark.Strokes[i];
            var points = stroke.Points.Where(p => double.IsFinite(axes.X(p.X)) && double.IsFinite(axes.Y(p.Y))).Select(p => $"{Canvas.Coarse(axes.X(p.X))} {Canvas.Coarse(axes.Y(p.Y))}");
            var line = string.Join('L', points);
            path.Append(line.Length > 0 ? "M" : "").Append(line);
            var hover = hasHovers ? stroke.Hover : "";
            if (i + 1 < mark.Strokes.Count && hover.Length == 0 && mark.Strokes[i + 1] with { Points = stroke.Points } == stroke)
                continue;
            if (path.Length > 0)
                canvas.Path(path.ToString(), stroke.Colour, stroke.Width, opacity: stroke.Opacity, dash: stroke.IsDashed ? "4 3" : "", hover: hover);
            path.Clear();
        }
    }

    private static void Texts(Canvas canvas, TextMark mark, Axes axes, string colour)
    {
        for (var i = 0; i < Math.Min(mark.Texts.Count, Math.Min(mark.X.Count, mark.Y.Count)); i++)
        {
            var (x, y) = (axes.X(mark.X[i]), axes.Y(mark.Y[i]));
            if (mark.Texts[i].Length == 0 || !double.IsFinite(x) || !double.IsFinite(y))
                continue;
            var width = TextWidth.Of(mark.Texts[i], mark.Size, mark.IsBold);
            if (!mark.IsOptional || canvas.Room.TryTake(mark.IsAtStart ? x : x - (width / 2), y - (0.55 * mark.Size), width, 1.1 * mark.Size))
                canvas.Text(x, y + (0.35 * mark.Size), mark.Texts[i], mark.Size, mark.IsAtStart ? "start" : "middle", colour, mark.IsBold);
        }
    }
}
