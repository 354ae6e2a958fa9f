using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Engram.Torch.Generator;

/// <summary>
/// Members that hand-written sources already declare. The generator leaves these out, so whoever writes a member by hand
/// takes it over at the next run.
/// </summary>
internal sealed class HandWrittenMembers
{
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    public HandWrittenMembers(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            // Other generated files (creation functions from a template) count as hand-written here; ours do not.
            if (file.Contains($"{Path.DirectorySeparatorChar}Generated{Path.DirectorySeparatorChar}Operators.", StringComparison.Ordinal))
                continue;
            var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot();
            foreach (var method in root.DescendantNodes().OfType<MethodDeclarationSyntax>())
                keys.Add(Owner(method) + "::" + method.Identifier.ValueText + "(" +
                    string.Join(",", method.ParameterList.Parameters.Select(p => TypeNames.Normalise(p.Type!.ToString()))) + ")");
        }
    }

    public bool Contains(ApiMethod method) => keys.Contains(method.Owner + "::" + method.Key);

    private static string Owner(MethodDeclarationSyntax method) =>
        string.Join('.', method.Ancestors().OfType<TypeDeclarationSyntax>().Select(t => t.Identifier.ValueText).Reverse());
}
