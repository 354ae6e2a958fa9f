namespace Engram.Rendering;

/// <summary>One line of a <see cref="StrokeMark"/>.</summary>
/// <param name="Points">Its points.</param>
/// <param name="Width">px.</param>
/// <param name="Colour">#rrggbb, <see cref="Palette.Ink"/> or <see cref="Palette.Faint"/>.</param>
public sealed record Stroke(IReadOnlyList<(double X, double Y)> Points, double Width = 1, string Colour = Palette.Ink)
{
    /// <summary>How much of what lies behind is covered, 0 to 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Shown when the pointer rests on the line.</summary>
    public string Hover { get; init; } = "";

    /// <summary>Whether the line is dashed.</summary>
    public bool IsDashed { get; init; }
}
