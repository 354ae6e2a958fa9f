using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Engram.Notebooks.Cells.Introspection;

/// <summary>XML documentation as plain text.</summary>
internal static partial class DocumentationText
{
    /// <summary>The documentation of a symbol; empty where there is none.</summary>
    public static string Of(ISymbol symbol)
    {
        var xml = (symbol is IMethodSymbol { ReducedFrom: { } original } ? original : symbol).OriginalDefinition.GetDocumentationCommentXml() ?? "";
        if (xml.Length == 0)
            return "";
        XElement root;
        try
        {
            root = XElement.Parse(xml.TrimStart().StartsWith("<member", StringComparison.Ordinal) ? xml : $"<member>{xml}</member>");
        }
        catch (XmlException)
        {
            return "";
        }

        var lines = new List<string>();
        Add("summary", "");
        foreach (var parameter in root.Elements("param"))
            lines.Add($"  {parameter.Attribute("name")?.Value}: {Flat(parameter)}");
        Add("returns", "returns: ");
        foreach (var exception in root.Elements("exception"))
            lines.Add($"  throws {Name(exception.Attribute("cref")?.Value)}: {Flat(exception)}");
        Add("remarks", "");
        return string.Join('\n', lines);

        void Add(string tag, string label)
        {
            if (root.Element(tag) is { } element && Flat(element) is { Length: > 0 } text)
                lines.Add(label + text);
        }
    }

    private static string Flat(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(n => n switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => see.Attribute("langword")?.Value ?? (see.Value.Length > 0 ? see.Value : Name(see.Attribute("cref")?.Value)),
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => reference.Attribute("name")?.Value ?? "",
        XElement inner => Flat(inner) + " ",
        _ => "",
    })), " ").Trim();

    private static string Name(string? reference) => reference is null ? "" : reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(')[0].Split('.')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
