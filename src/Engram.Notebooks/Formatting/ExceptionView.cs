using System.Net;
using Engram.Notebooks.Cells;

namespace Engram.Notebooks.Formatting;

/// <summary>An exception that is shown as a value: its message, with the places folded away.</summary>
internal static class ExceptionView
{
    public static MimeBundle Format(Exception error)
    {
        var view = CellError.Of(error);
        var places = view.Traceback.Skip(1).ToArray();
        var html = $"<details><summary>{WebUtility.HtmlEncode(view.Traceback[0])}</summary><pre>{WebUtility.HtmlEncode(string.Join('\n', places))}</pre></details>";
        return new([("text/html", html), ("text/plain", string.Join('\n', view.Traceback))]);
    }
}
