namespace Engram.Rendering.Writing;

/// <summary>Keeps account of where texts stand, so that a further one is put where there is room, or left out.</summary>
internal sealed class LabelRoom
{
    private readonly List<(double Left, double Top, double Right, double Bottom)> taken = [];

    /// <summary>Takes a place, whether it is free or not.</summary>
    public void Take(double left, double top, double width, double height) => taken.Add((left, top, left + width, top + height));

    /// <summary>Takes a place if it is free.</summary>
    public bool TryTake(double left, double top, double width, double height)
    {
        foreach (var other in taken)
        {
            if (left < other.Right && other.Left < left + width && top < other.Bottom && other.Top < top + height)
                return false;
        }

        Take(left, top, width, height);
        return true;
    }

    /// <summary>Looks for room around a point: right, left, above, below.</summary>
    /// <param name="x">The point.</param>
    /// <param name="y">The point.</param>
    /// <param name="gap">Distance from the point (px).</param>
    /// <param name="text">The text.</param>
    /// <param name="size">Letter size (px).</param>
    /// <param name="bounds">The text stays inside.</param>
    /// <returns>Left end of the base line, or <see langword="null"/> where there is no room.</returns>
    public (double X, double Y)? Beside(double x, double y, double gap, string text, double size, Axes bounds)
    {
        var (width, height) = (TextWidth.Of(text, size), size * 1.1);
        foreach (var (left, top) in ((double, double)[])[(x + gap, y - (height / 2)), (x - gap - width, y - (height / 2)), (x - (width / 2), y - gap - height), (x - (width / 2), y + gap)])
        {
            if (left >= bounds.Left && left + width <= bounds.Left + bounds.Width && top >= bounds.Top && top + height <= bounds.Top + bounds.Height && TryTake(left, top, width, height))
                return (left, top + (size * 0.88));
        }

        return null;
    }
}
