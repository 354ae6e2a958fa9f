using System.Text.RegularExpressions;

namespace Engram.Torch.Generator;

/// <summary>The schema of one ATen operator overload, as libtorch's registry prints it.</summary>
internal sealed partial record Schema(string Name, string Overload, SchemaArgument[] Arguments, string[] Returns)
{
    public static Schema? Parse(string line)
    {
        var match = Line().Match(line);
        if (!match.Success)
            return null;
        var arguments = new List<SchemaArgument>();
        foreach (var part in ApiSurface.Split(Alias().Replace(match.Groups["arguments"].Value, "")))
        {
            var text = part.Trim();
            if (text == "*")
                continue;
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var defaultValue = equals < 0 ? null : text[(equals + 1)..];
            var head = (equals < 0 ? text : text[..equals]).Trim();
            var space = head.LastIndexOf(' ');
            if (space < 0)
                return null;
            arguments.Add(new(Type(head[..space]), head[(space + 1)..], defaultValue));
        }

        var returns = Alias().Replace(match.Groups["returns"].Value, "").Trim();
        if (returns.StartsWith('(') && returns.EndsWith(')'))
            returns = returns[1..^1];
        return new(match.Groups["name"].Value, match.Groups["overload"].Value, [.. arguments],
            [.. ApiSurface.Split(returns).Select(r => Type(r.Trim().Split(' ')[0]))]);
    }

    private static string Type(string text) =>
        FixedSize().Replace(text.Replace("SymInt", "int", StringComparison.Ordinal), "[]").Trim();

    [GeneratedRegex(@"^aten::(?<name>[a-zA-Z0-9_]+)(\.(?<overload>[a-zA-Z0-9_]+))?\((?<arguments>.*)\) -> (?<returns>.*)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"\([a-z](?:\|[a-z])*!?(?: -> [^)]*)?\)")]
    private static partial Regex Alias();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex FixedSize();
}
