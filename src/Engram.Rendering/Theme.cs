namespace Engram.Rendering;

/// <summary>Colours of what is not data: paper, text, grid.</summary>
/// <param name="Background">Colour of the paper, or <c>none</c> for a transparent one.</param>
/// <param name="Ink">Text, axes and outlines.</param>
/// <param name="Grid">Grid lines and frames.</param>
public sealed record Theme(string Background, string Ink, string Grid)
{
    /// <summary>
    /// Transparent, with a grey that stands out equally (contrast 4.3 : 1) from white and from near-black pages: the default, because
    /// a picture in a notebook does not know the page it is shown on.
    /// </summary>
    public static Theme Neutral { get; } = new("none", "#777b80", "#9aa0a6");

    /// <summary>Dark ink on white paper, for print and slides.</summary>
    public static Theme Light { get; } = new("#ffffff", "#24292f", "#b4bac0");

    /// <summary>Light ink on near-black paper.</summary>
    public static Theme Dark { get; } = new("#111111", "#dfe3e8", "#6b7178");

    /// <summary>The colour of a mark: <see cref="Palette.Ink"/> and <see cref="Palette.Faint"/> become those of the theme.</summary>
    /// <param name="colour">#rrggbb or one of the two names.</param>
    internal string Resolve(string colour) => colour switch { Palette.Ink => Ink, Palette.Faint => Grid, _ => colour };
}
