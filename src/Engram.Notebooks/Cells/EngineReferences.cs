using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Engram.Notebooks.Cells;

/// <summary>What cells can use without asking: the framework and every Engram room that lies beside this assembly.</summary>
internal static class EngineReferences
{
    private static readonly Lazy<string[]> Files = new(() => [.. Framework(), .. Rooms()]);
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() => [.. Files.Value.Select(f => (MetadataReference)MetadataReference.CreateFromFile(f, documentation: new Introspection.XmlDocumentation(f)))]);
    private static readonly Lazy<IReadOnlyList<string>> Namespaces = new(FindImports);

    public static IReadOnlyList<MetadataReference> All => References.Value;

    public static IReadOnlyList<string> Imports => Namespaces.Value;

    private static IEnumerable<string> Framework()
    {
        var list = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return list.Where(f => f.StartsWith(runtime, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rooms() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(f => Path.GetFileName(f) is var name
            && (name.StartsWith("Engram.", StringComparison.Ordinal) || name.StartsWith("TorchSharp", StringComparison.Ordinal) || name.StartsWith("MathNet", StringComparison.Ordinal))
            && !name.Contains(".Tests", StringComparison.Ordinal)).Order();

    // Namespaces are read from metadata: loading the assemblies would cost time, and the tensor library loads lazily anyway.
    private static List<string> FindImports()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var hasTensors = false;
        foreach (var file in Rooms().Where(f => !Path.GetFileName(f).StartsWith("MathNet", StringComparison.Ordinal)))
        {
            using var stream = File.OpenRead(file);
            using var image = new PEReader(stream);
            var reader = image.GetMetadataReader();
            foreach (var handle in reader.TypeDefinitions)
            {
                var type = reader.GetTypeDefinition(handle);
                var space = reader.GetString(type.Namespace);
                if ((type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.Public)
                    continue;
                if (space.StartsWith("Engram.", StringComparison.Ordinal) && !space.StartsWith("Engram.Notebooks", StringComparison.Ordinal))
                    found.Add(space);
                hasTensors |= space == "TorchSharp";
            }
        }

        return
        [
            "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading.Tasks",
            .. found, .. hasTensors ? (string[])["TorchSharp", "TorchSharp.torch"] : [], "Engram.Notebooks.Cells.NotebookFunctions", "Engram.Notebooks.Cells.Progress",
        ];
    }
}
