using System.Net;
using Engram.Notebooks.Formatting;

namespace Engram.Notebooks.Cells.Magics;

/// <summary><c>#!who</c> and <c>#!whos</c>: what the cells so far have declared.</summary>
/// <param name="name">The command's name.</param>
/// <param name="hasValues">Whether types and values are shown.</param>
internal sealed class VariablesCommand(string name, bool hasValues) : ICellCommand
{
    public string Name => name;

    public string Summary => hasValues ? "lists variables with types and values" : "lists variables";

    public Action? Run(CellEngine engine, string arguments, IOutput output, CancellationToken cancellation)
    {
        // a name declared twice stands for its last declaration
        var variables = (engine.State?.Variables ?? []).GroupBy(v => v.Name).Select(g => g.Last()).OrderBy(v => v.Name, StringComparer.Ordinal).ToArray();
        if (!hasValues)
        {
            output.Display(MimeBundle.Text(string.Join("  ", variables.Select(v => v.Name))), null, isResult: false);
            return null;
        }

        string Value(object? value) => ValueFormatting.Format(value).Entries.First(e => e.MimeType == "text/plain").Content is var text && text.Length > 100 ? text[..100] + " …" : text;
        var rows = variables.Select(v => (v.Name, Type: ValueFormatting.TypeName(v.Type), Value: Value(v.Value))).ToArray();
        var html = string.Concat(rows.Select(r => $"<tr><td>{WebUtility.HtmlEncode(r.Name)}</td><td>{WebUtility.HtmlEncode(r.Type)}</td><td style=\"text-align:left\">{WebUtility.HtmlEncode(r.Value)}</td></tr>"));
        output.Display(new([("text/html", $"<table><thead><tr><th>variable</th><th>type</th><th>value</th></tr></thead><tbody>{html}</tbody></table>"),
            ("text/plain", string.Join('\n', rows.Select(r => $"{r.Name}: {r.Type} = {r.Value}")))]), null, isResult: false);
        return null;
    }
}
