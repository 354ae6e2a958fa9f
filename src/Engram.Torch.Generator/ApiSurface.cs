namespace Engram.Torch.Generator;

/// <summary>The public methods of TorchSharp 0.106, read from the signature list that lies beside this file.</summary>
internal static class ApiSurface
{
    public static ILookup<string, ApiMethod> Methods() => ReadMethods().ToLookup(m => m.Owner);

    public static string[] Lines()
    {
        using var stream = typeof(ApiSurface).Assembly.GetManifestResourceStream("torchsharp-api")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }

    private static IEnumerable<ApiMethod> ReadMethods()
    {
        var owner = "";
        foreach (var line in Lines())
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                var head = line[3..].Split(" : ")[0];
                owner = head.Split(' ')[^1] is { Length: > 0 } last ? last : head.Trim().Split(' ')[^1];
                continue;
            }

            if (line.StartsWith("  ", StringComparison.Ordinal) && Parse(owner, line.Trim()) is { } method)
                yield return method;
        }
    }

    private static ApiMethod? Parse(string owner, string text)
    {
        foreach (var other in (string[])["field ", "const ", "prop ", "static prop", "static field", "ctor", "override ", "protected ", "virtual ", "abstract "])
        {
            if (text.StartsWith(other, StringComparison.Ordinal))
                return null;
        }

        var isStatic = text.StartsWith("static ", StringComparison.Ordinal);
        if (isStatic)
            text = text[7..];
        var open = ParameterListStart(text);
        if (open < 0 || text.Contains(" op_", StringComparison.Ordinal))
            return null;
        var head = text[..open];
        var space = head.LastIndexOf(' ');
        var inside = text[(open + 1)..text.LastIndexOf(')')];
        return new(owner, isStatic, head[..space], head[(space + 1)..], [.. Split(inside).Select(ApiParameter.Parse)]);
    }

    // The parenthesis that opens the parameter list follows a name directly; one that opens a tuple does not.
    private static int ParameterListStart(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '(' && (char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '_' or '>'))
                return i;
        }

        return -1;
    }

    internal static IEnumerable<string> Split(string list)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] is '(' or '<' or '[')
                depth++;
            else if (list[i] is ')' or '>' or ']')
                depth--;
            else if (list[i] == ',' && depth == 0)
            {
                yield return list[start..i];
                start = i + 1;
            }
        }

        if (list[start..].Trim().Length > 0)
            yield return list[start..];
    }
}
