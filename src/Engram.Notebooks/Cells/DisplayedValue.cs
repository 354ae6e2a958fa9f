using Engram.Notebooks.Formatting;

namespace Engram.Notebooks.Cells;

/// <summary>A value that has been shown and can be replaced.</summary>
public sealed class DisplayedValue
{
    private readonly string id;
    private readonly string[] mimeTypes;
    private readonly IOutput? output = NotebookFunctions.Output;

    internal DisplayedValue(string id, string[] mimeTypes) => (this.id, this.mimeTypes) = (id, mimeTypes);

    /// <summary>Shows another value in the same place.</summary>
    /// <param name="value">The new value.</param>
    public void Update(object? value) => (NotebookFunctions.Output ?? output)?.Update(ValueFormatting.Format(value, mimeTypes), id);
}
