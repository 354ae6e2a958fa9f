using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Engram.Notebooks.Cells.Packages;

/// <summary>Lets assemblies of packages find the native libraries that came with them.</summary>
internal static class NativeLibraries
{
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<AssemblyLoadContext, bool> Contexts = new();

    /// <summary>Adds files that may be asked for by name.</summary>
    public static void Offer(IReadOnlyList<string> files)
    {
        if (files.Count == 0)
            return;
        if (Files.IsEmpty)
        {
            AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Watch(loaded.LoadedAssembly);
            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
                Watch(assembly);
        }

        foreach (var file in files)
            Files[Path.GetFileNameWithoutExtension(file)] = file;
    }

    private static void Watch(Assembly assembly)
    {
        if (AssemblyLoadContext.GetLoadContext(assembly) is { } context && Contexts.TryAdd(context, true))
            context.ResolvingUnmanagedDll += (_, name) => Resolve(name);
    }

    private static nint Resolve(string name)
    {
        var bare = Path.GetFileNameWithoutExtension(name);
        foreach (var candidate in (string[])[bare, "lib" + bare, name])
        {
            if (Files.TryGetValue(candidate, out var file) && NativeLibrary.TryLoad(file, out var handle))
                return handle;
        }

        return 0;
    }
}
