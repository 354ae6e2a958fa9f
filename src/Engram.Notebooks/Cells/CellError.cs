using System.Reflection;
using System.Text.RegularExpressions;

namespace Engram.Notebooks.Cells;

/// <summary>An error of a cell, with places inside the cell alone: no machine's paths.</summary>
/// <param name="Name">Type of the exception, or <c>CompilationError</c>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines for the reader, the innermost place first.</param>
public sealed partial record CellError(string Name, string Message, IReadOnlyList<string> Traceback)
{
    /// <summary>An exception as the reader of a notebook meets it.</summary>
    internal static CellError Of(Exception error)
    {
        while (error is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 } && error.InnerException is { } inner)
            error = inner;
        var lines = new List<string> { $"{error.GetType().Name}: {error.Message}" };
        foreach (Match frame in CellFrame().Matches(error.StackTrace ?? ""))
            lines.Add($"   at {Method(frame.Groups["method"].Value)}{frame.Groups["file"].Value}:line {frame.Groups["line"].Value}");
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
            lines.Add($"caused by {cause.GetType().Name}: {cause.Message}");
        return new(error.GetType().Name, error.Message, lines);
    }

    // the submission's own entry point is no method that the reader wrote
    private static string Method(string method)
    {
        var name = SubmissionPrefix().Replace(method, "");
        return name.Length == 0 || name.Contains('<', StringComparison.Ordinal) ? "" : $"{name} in ";
    }

    // Frames of cells alone: others would name the machine's folders.
    [GeneratedRegex(@"at (?<method>[^\r\n]*?) in (?:[^\r\n]*[/\\])?(?<file>In\[\d+\]|[^/\\\r\n]+\.(?:csx|ipynb|dib)):line (?<line>\d+)")]
    private static partial Regex CellFrame();

    [GeneratedRegex(@"^Submission#\d+\.")]
    private static partial Regex SubmissionPrefix();
}
