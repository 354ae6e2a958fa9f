namespace Engram.Rendering.Writing;

/// <summary>One line of a legend.</summary>
/// <param name="Text">The text, cut to the room there is.</param>
/// <param name="Colour">The mark's colour.</param>
/// <param name="Mark">The mark, for its symbol.</param>
/// <param name="X">Left end, from the panel's plot area.</param>
/// <param name="Row">Row from the top.</param>
internal sealed record LegendEntry(string Text, string Colour, Mark Mark, double X, int Row);
