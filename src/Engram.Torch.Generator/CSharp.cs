namespace Engram.Torch.Generator;

/// <summary>Spelling of names, types and defaults in the generated C#.</summary>
internal static class CSharp
{
    private static bool IsKeyword(string name) => Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None;

    public static string Identifier(string name) => IsKeyword(name) ? "@" + name : name;

    public static string Type(ApiParameter parameter) =>
        Type(parameter.Type) + (parameter.Default == "null" && IsReference(parameter.Type) ? "?" : "");

    public static string Type(string type) => type
        .Replace("torch.nn.", "nn.", StringComparison.Ordinal)
        .Replace("torch.", "", StringComparison.Ordinal)
        .Replace("Char", "char", StringComparison.Ordinal);

    public static string Declaration(ApiParameter parameter) =>
        (parameter.Modifier.Length > 0 ? parameter.Modifier + " " : "") + Type(parameter) + " " + Identifier(parameter.Name) + Default(parameter);

    private static bool IsReference(string type) =>
        !type.EndsWith('?') && type is not ("long" or "int" or "double" or "float" or "bool" or "torch.ScalarType" or "ReadOnlySpan<long>");

    private static string Default(ApiParameter parameter)
    {
        if (parameter.Default is not { } text)
            return "";
        return " = " + parameter.Type switch
        {
            "float" => text + "f",
            "Char" => $"'{text}'",
            "ReadOnlySpan<long>" => "default",
            "FFTNormType" or "torch.RoundingMode" or "Reduce" or "compute_mode" or "torch.nn.Reduction" or "torch.linalg.QRMode" or "torch.ScalarType" or "PaddingModes" =>
                text == "0" && parameter.Type == "FFTNormType" ? "FFTNormType.Backward" : $"({Type(parameter.Type)}){text}",
            _ => text,
        };
    }
}
