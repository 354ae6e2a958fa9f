namespace Engram.Notebooks.Cells;

/// <summary>A value that has been shown and can be replaced.</summary>
/// <param name="id">Identifies the display.</param>
public sealed class DisplayedValue(string id)
{
    /// <summary>Shows another value in the same place.</summary>
    /// <param name="value">The new value.</param>
    public void Update(object? value) => NotebookFunctions.Output?.Update(ValueFormatting.Format(value), id);
}
