#pragma warning disable IDE1006 // the names that C# notebooks know
using Engram.Notebooks.Cells;

namespace Microsoft.DotNet.Interactive;

/// <summary>The functions of .NET Interactive's <c>Kernel</c> class that notebooks call by name.</summary>
public static class Kernel
{
    /// <inheritdoc cref="NotebookFunctions.display"/>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => NotebookFunctions.display(value, mimeTypes);

    /// <inheritdoc cref="NotebookFunctions.HTML"/>
    public static HtmlContent HTML(string html) => NotebookFunctions.HTML(html);

    /// <inheritdoc cref="NotebookFunctions.Javascript"/>
    public static void Javascript(string script) => NotebookFunctions.Javascript(script);

    /// <inheritdoc cref="NotebookFunctions.CSS"/>
    public static void CSS(string styles) => NotebookFunctions.CSS(styles);

    /// <inheritdoc cref="NotebookFunctions.GetInputAsync"/>
    public static Task<string> GetInputAsync(string prompt = "") => NotebookFunctions.GetInputAsync(prompt);
}
