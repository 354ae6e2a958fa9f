namespace Engram.Notebooks.Cells;

/// <summary>HTML that the author of a cell vouches for; it is shown as it is.</summary>
/// <param name="Html">The HTML.</param>
/// <param name="PlainText">What places without HTML show.</param>
public sealed record HtmlContent(string Html, string PlainText = "[HTML]");
