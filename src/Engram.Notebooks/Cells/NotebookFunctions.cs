#pragma warning disable IDE1006, CA1708 // the names that C# notebooks know
using Engram.Notebooks.Formatting;

namespace Engram.Notebooks.Cells;

/// <summary>The functions that every cell can call without a prefix.</summary>
public static class NotebookFunctions
{
    private static int nextDisplay;

    /// <summary>Ends when the cell is interrupted; long work of one's own should watch it.</summary>
    public static CancellationToken CellCancellation { get; private set; }

    internal static IOutput? Output { get; private set; }

    /// <summary>Numbers of displays start anew, so that the same notebook gives the same file.</summary>
    internal static void ResetDisplays() => nextDisplay = 0;

    /// <summary>Shows a value at this point of the cell.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">Only these MIME types; the value's own if none is given.</param>
    public static DisplayedValue display(object? value, params string[] mimeTypes)
    {
        var id = $"d{Interlocked.Increment(ref nextDisplay)}";
        Output?.Display(ValueFormatting.Format(value, mimeTypes), id, isResult: false);
        return new(id, mimeTypes);
    }

    /// <summary>Shows a value at this point of the cell.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">Only these MIME types; the value's own if none is given.</param>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => display(value, mimeTypes);

    /// <summary>Shows text as the MIME type that it is written in.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mimeType">Its MIME type.</param>
    public static DisplayedValue DisplayAs(this string text, string mimeType)
    {
        var id = $"d{Interlocked.Increment(ref nextDisplay)}";
        Output?.Display(new([(mimeType, text)]), id, isResult: false);
        return new(id, []);
    }

    /// <summary>Shows a sequence as a table: a row for each item, a column for each property.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The sequence.</param>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> items) => display(items, "text/html", "text/plain");

    /// <summary>HTML to be shown as it is.</summary>
    /// <param name="html">The HTML.</param>
    public static HtmlContent HTML(string html) => new(html);

    /// <summary>Runs JavaScript in the browser, where the host lets it.</summary>
    /// <param name="script">The script.</param>
    public static void Javascript(string script) => Output?.Display(ContentBundle.Of("javascript", script), null, isResult: false);

    /// <summary>Adds a style sheet to the page.</summary>
    /// <param name="styles">CSS.</param>
    public static void CSS(string styles) => Output?.Display(new([("text/html", $"<style>{styles}</style>")]), null, isResult: false);

    /// <summary>Removes what the cell has shown so far.</summary>
    /// <param name="wait">Whether to wait until something new is shown.</param>
    public static void ClearOutput(bool wait = false) => Output?.Clear(wait);

    /// <summary>Asks the person at the notebook for a line.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <exception cref="InvalidOperationException">Nobody is there to answer: the notebook runs headlessly.</exception>
    public static Task<string> GetInputAsync(string prompt = "") => Task.FromResult(Ask(prompt, isPassword: false));

    /// <summary>Asks for a secret: what is typed is not shown.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <exception cref="InvalidOperationException">Nobody is there to answer: the notebook runs headlessly.</exception>
    public static string GetPassword(string prompt = "") => Ask(prompt, isPassword: true);

    internal static void Begin(IOutput output, CancellationToken cancellation) => (Output, CellCancellation) = (output, cancellation);

    // the output stays: what background work of the cell shows later still belongs to it
    internal static void End() => CellCancellation = default;

    private static string Ask(string prompt, bool isPassword) =>
        Output?.ReadLine(prompt, isPassword) ?? throw new InvalidOperationException("Input can be asked for only inside a cell.");
}
