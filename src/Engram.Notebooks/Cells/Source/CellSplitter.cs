using System.Text;

namespace Engram.Notebooks.Cells.Source;

/// <summary>Splits a cell at its <c>#!</c> lines. C# keeps its line numbers: what is taken out leaves empty lines.</summary>
internal static class CellSplitter
{
    private static readonly Dictionary<string, string> Languages = new()
    {
        ["csharp"] = "csharp", ["c#"] = "csharp", ["markdown"] = "markdown", ["md"] = "markdown", ["html"] = "html",
        ["javascript"] = "javascript", ["js"] = "javascript", ["mermaid"] = "mermaid",
    };

    /// <summary>The parts of a cell, in order.</summary>
    public static IReadOnlyList<CellBlock> Split(string code)
    {
        var blocks = new List<CellBlock>();
        var language = "csharp";
        var text = new StringBuilder();
        var (start, packages) = (0, 0);
        var lines = code.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var isCode = language == "csharp";
            if (line.StartsWith("#!", StringComparison.Ordinal) && line.Length > 2 && !char.IsWhiteSpace(line[2]) && !line.StartsWith("#!/", StringComparison.Ordinal))
            {
                var name = line[2..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
                if (Languages.TryGetValue(name[0], out var next))
                {
                    Close(i);
                    language = next;
                    start = i + 1;
                    continue;
                }

                if (isCode)
                {
                    Close(i);
                    blocks.Add(new(CellBlockKind.Command, name[0], name.Length > 1 ? name[1].Trim() : "", i));
                    start = i + 1;
                    continue;
                }
            }

            if (isCode && IsPackage(line))
            {
                // packages come first, in their order: the code around them may need them, and a package the source above it
                blocks.Insert(packages++, new(CellBlockKind.Package, line[1].ToString(), line, i));
                line = "";
            }

            text.Append(line).Append('\n');
        }

        Close(lines.Length);
        return blocks;

        void Close(int end)
        {
            var content = text.ToString();
            text.Clear();
            if (content.Trim().Length == 0)
                return;
            blocks.Add(language == "csharp"
                ? new(CellBlockKind.Code, language, new string('\n', start) + content[..^1], start)
                : new(CellBlockKind.Content, language, content[..^1], start));
        }
    }

    /// <summary>The cell as C# of the same length: everything else is blanked out, so that positions stay true.</summary>
    public static string Blank(string code)
    {
        var isCode = true;
        var text = new StringBuilder(code.Length);
        foreach (var line in code.Split('\n'))
        {
            var isMagic = line.StartsWith("#!", StringComparison.Ordinal);
            if (isMagic && Languages.TryGetValue(line[2..].Trim(), out var language))
                isCode = language == "csharp";
            text.Append(isCode && !isMagic && !IsPackage(line) ? line : new string(' ', line.Length)).Append('\n');
        }

        return text.ToString(0, text.Length - 1);
    }

    private static bool IsPackage(string line) =>
        (line.StartsWith("#r ", StringComparison.Ordinal) || line.StartsWith("#i ", StringComparison.Ordinal))
        && line[3..].TrimStart().StartsWith("\"nuget:", StringComparison.Ordinal);
}
