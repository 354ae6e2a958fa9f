using System.Globalization;
using System.Xml;
using Microsoft.CodeAnalysis;

namespace Engram.Notebooks.Cells.Introspection;

/// <summary>Documentation of an assembly, read from its XML file when somebody first asks.</summary>
/// <param name="assembly">The assembly's file.</param>
internal sealed class XmlDocumentation(string assembly) : DocumentationProvider
{
    private static readonly Lazy<string?> ReferencePack = new(FindReferencePack);
    private readonly Lazy<Dictionary<string, string>> members = new(() => Load(assembly));

    public override bool Equals(object? obj) => obj is XmlDocumentation other && other.File == File;

    public override int GetHashCode() => File.GetHashCode(StringComparison.Ordinal);

    protected override string? GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        members.Value.GetValueOrDefault(documentationMemberID);

    private string File => assembly;

    private static Dictionary<string, string> Load(string assembly)
    {
        var found = new Dictionary<string, string>();
        foreach (var file in Files(assembly))
        {
            try
            {
                using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = false });
                while (reader.Read())
                {
                    while (reader.NodeType == XmlNodeType.Element && reader.Name == "member" && reader.GetAttribute("name") is { } name)
                        found[name] = reader.ReadOuterXml();
                }
            }
            catch (Exception error) when (error is XmlException or IOException)
            {
                // a broken documentation file only means less help
            }
        }

        return found;
    }

    private static IEnumerable<string> Files(string assembly)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (System.IO.File.Exists(beside))
            return [beside];
        if (ReferencePack.Value is not { } pack)
            return [];

        // the framework's private core library is documented under the names of its public faces
        var names = Path.GetFileNameWithoutExtension(assembly) == "System.Private.CoreLib"
            ? ["System.Runtime", "System.Collections", "System.Threading", "System.Runtime.InteropServices", "System.Runtime.Extensions", "System.Memory"]
            : (string[])[Path.GetFileNameWithoutExtension(assembly).Replace("System.Private.", "System.", StringComparison.Ordinal)];
        return names.Select(n => Path.Combine(pack, n + ".xml")).Where(System.IO.File.Exists);
    }

    private static string? FindReferencePack()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!; // …/shared/Microsoft.NETCore.App/10.0.x
        var packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        return !Directory.Exists(packs) ? null : Directory.EnumerateDirectories(packs).OrderDescending(StringComparer.Ordinal)
            .Select(p => Path.Combine(p, "ref", $"net{Environment.Version.Major}.0")).FirstOrDefault(Directory.Exists);
    }
}
