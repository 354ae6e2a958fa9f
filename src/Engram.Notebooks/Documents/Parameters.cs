using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Engram.Notebooks.Documents;

/// <summary>Papermill's parameters: the tagged cell declares names, types and defaults; given values replace them.</summary>
internal static class Parameters
{
    public static string Assignments(string notebook, string declarations, IReadOnlyDictionary<string, string> values)
    {
        var tree = CSharpSyntaxTree.ParseText(declarations, new CSharpParseOptions(kind: Microsoft.CodeAnalysis.SourceCodeKind.Script));
        var known = tree.GetRoot().DescendantNodes().OfType<VariableDeclarationSyntax>()
            .SelectMany(d => d.Variables.Select(v => (Name: v.Identifier.ValueText, Type: TypeOf(d.Type.ToString(), v.Initializer?.Value))))
            .ToDictionary(p => p.Name, p => p.Type);
        var lines = new List<string> { "// Parameters" };
        foreach (var (name, text) in values)
        {
            if (!known.TryGetValue(name, out var type))
                throw new NotebookException($"{notebook}: no parameter '{name}'. Its parameters are: {string.Join(", ", known.Select(k => $"{k.Value} {k.Key}"))}.");
            lines.Add($"{name} = {Literal(notebook, name, type, text)};");
        }

        return string.Join('\n', lines);
    }

    private static string TypeOf(string declared, ExpressionSyntax? value) => declared != "var" ? declared : value switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } => "string",
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression or (int)SyntaxKind.FalseLiteralExpression } => "bool",
        LiteralExpressionSyntax { Token.Value: int } => "int",
        _ => "double",
    };

    private static string Literal(string notebook, string name, string type, string text)
    {
        switch (type)
        {
            case "string":
                return SymbolDisplay.FormatLiteral(text, quote: true);
            case "int" or "long" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && (type == "long" || whole is >= int.MinValue and <= int.MaxValue):
                return whole.ToString(CultureInfo.InvariantCulture);
            case "double" or "float" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                return number.ToString("R", CultureInfo.InvariantCulture) + (type == "float" ? "f" : "d");
            case "bool" when bool.TryParse(text, out var flag):
                return flag ? "true" : "false";
            default:
                throw new NotebookException($"{notebook}: parameter '{name}' is a {type}; \"{text}\" is none.");
        }
    }
}
