namespace Engram.Notebooks.Documents;

/// <summary>Polyglot Notebooks' text format: an optional <c>#!meta</c> block, then cells opened by a line with their language.</summary>
internal static class DibText
{
    /// <summary>The cells as one cell's text; markdown stays out, as it is not run.</summary>
    public static string Cells(string text)
    {
        var kept = new List<string>();
        var language = "csharp";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line is ['#', '!', .. var name] && name.Trim() is "meta" or "csharp" or "markdown" or "md" or "html" or "javascript" or "mermaid")
                language = line[2..].Trim();
            kept.Add(language is "meta" or "markdown" or "md" ? "" : line);
        }

        return string.Join('\n', kept);
    }
}
