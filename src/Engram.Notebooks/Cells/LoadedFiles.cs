using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Engram.Notebooks.Cells;

/// <summary>
/// Notices that a referenced file was built anew. The runtime keeps the assembly that it loaded first, without a word; a
/// researcher would then wonder why nothing changes.
/// </summary>
internal sealed class LoadedFiles
{
    private readonly Dictionary<string, Guid> versions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at the files that a cell references.</summary>
    /// <exception cref="InvalidOperationException">One was loaded before and has been rebuilt since.</exception>
    public void Check(Script script)
    {
        foreach (var reference in script.GetCompilation().DirectiveReferences)
        {
            if (reference is not PortableExecutableReference { FilePath: { } path } || !File.Exists(path))
                continue;
            var (name, version) = Identify(path);
            if (versions.TryGetValue(name, out var known) && known != version)
                throw new InvalidOperationException($"{Path.GetFileName(path)} has changed since it was loaded. An assembly can be loaded once in a process: restart the kernel to use the new one.");
            versions[name] = version;
        }
    }

    private static (string Name, Guid Version) Identify(string path)
    {
        using var stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        var reader = image.GetMetadataReader();
        return (reader.GetString(reader.GetAssemblyDefinition().Name), reader.GetGuid(reader.GetModuleDefinition().Mvid));
    }
}
