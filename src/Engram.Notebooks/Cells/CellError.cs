namespace Engram.Notebooks.Cells;

/// <summary>An error of a cell, with places inside the cell alone: no machine's paths.</summary>
/// <param name="Name">Type of the exception, or <c>CompilationError</c>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines for the reader, the innermost place first.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback);
