namespace Engram.Notebooks.Cells;

/// <summary>The functions that every cell can call without a prefix.</summary>
public static class NotebookFunctions
{
    private static int nextDisplay;

    internal static IOutput? Output { get; set; }

    /// <summary>Shows a value at this point of the cell.</summary>
    /// <param name="value">Any value.</param>
#pragma warning disable IDE1006 // the name that C# notebooks know
    public static DisplayedValue display(object? value)
#pragma warning restore IDE1006
    {
        var id = $"d{Interlocked.Increment(ref nextDisplay)}";
        Output?.Display(ValueFormatting.Format(value), id, isResult: false);
        return new(id);
    }

    /// <summary>HTML to be shown as it is.</summary>
    /// <param name="html">The HTML.</param>
    public static HtmlContent HTML(string html) => new(html);
}
