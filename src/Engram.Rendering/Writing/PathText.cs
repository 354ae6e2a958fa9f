using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>
/// A long line as short SVG path data: relative steps in tenths of a pixel, summed without error, take half the room of absolute
/// coordinates, and points that lie on the straight line between their neighbours are left out.
/// </summary>
internal sealed class PathText
{
    private const double Tolerance = 1.3; // tenths of px
    private const int LongestRun = 24;

    private readonly StringBuilder text = new();
    private readonly List<(int X, int Y)> skipped = [];
    private (int X, int Y) last;
    private bool isPenDown;
    private bool hasStep;

    /// <summary>Goes on to a point.</summary>
    public void Add(double x, double y)
    {
        var point = (Canvas.Tenths(x), Canvas.Tenths(y));
        if (!isPenDown)
        {
            text.Append('M').Append(Canvas.Coarse(point.Item1 / 10.0)).Append(' ').Append(Canvas.Coarse(point.Item2 / 10.0));
            (isPenDown, hasStep, last) = (true, false, point);
            return;
        }

        if (skipped.Count > 0 && (skipped.Count >= LongestRun || !skipped.TrueForAll(s => IsBetween(s, point))))
            Step(skipped[^1]);
        skipped.Add(point);
    }

    /// <summary>Ends the stretch; the next point begins another one.</summary>
    public void Lift()
    {
        if (skipped.Count > 0)
            Step(skipped[^1]);
        isPenDown = false;
    }

    public override string ToString()
    {
        Lift();
        return text.ToString();
    }

    private void Step((int X, int Y) to)
    {
        text.Append(hasStep ? ' ' : 'l').Append(Canvas.Step(to.X - last.X, to.Y - last.Y));
        (hasStep, last) = (true, to);
        skipped.Clear();
    }

    private bool IsBetween((int X, int Y) point, (int X, int Y) end)
    {
        double dx = end.X - last.X, dy = end.Y - last.Y, px = point.X - last.X, py = point.Y - last.Y;
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var along = (px * dx) + (py * dy);
        return length > 0 ? along >= 0 && along <= length * length && Math.Abs((px * dy) - (py * dx)) <= Tolerance * length : (px, py) == (0, 0);
    }
}
