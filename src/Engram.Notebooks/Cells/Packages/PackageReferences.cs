using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Engram.Notebooks.Cells.Packages;

/// <summary>The packages of a session: restored together, so that their dependencies agree.</summary>
internal sealed partial class PackageReferences
{
    private readonly Dictionary<string, PackageRequest> requests = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> sources = [];
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MetadataReference> fresh = [];

    /// <summary>What later submissions do not have yet; given once.</summary>
    public IReadOnlyList<MetadataReference> TakeFresh()
    {
        var taken = fresh.ToArray();
        fresh.Clear();
        return taken;
    }

    /// <summary>Adds the package or the source of a <c>#r</c> or <c>#i</c> line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="output">Shows progress.</param>
    /// <param name="cancellation">Ends the restore.</param>
    /// <exception cref="FormatException">The line is malformed.</exception>
    /// <exception cref="InvalidOperationException">Another version is loaded, or the restore fails.</exception>
    public void Add(string line, IOutput output, CancellationToken cancellation)
    {
        if (line.StartsWith("#i", StringComparison.Ordinal))
        {
            var source = Source().Match(line);
            sources.Add(source.Success ? source.Groups["source"].Value.Trim() : throw new FormatException($"Expected #i \"nuget: feed or folder\", got {line.Trim()}"));
            return;
        }

        var request = PackageRequest.Parse(line);
        if (requests.TryGetValue(request.Name, out var earlier))
        {
            if (request.Version != "*" && earlier.Version != request.Version)
                throw new InvalidOperationException($"{request.Name} {earlier.Version} is loaded already; a process cannot hold {request.Version} too. Restart the kernel to change the version.");
            return;
        }

        var files = PackageRestore.Run([.. requests.Values, request], sources, output, cancellation);
        requests[request.Name] = request;
        NativeLibraries.Offer(files.Native);
        foreach (var file in files.Managed.Where(f => known.Add(Path.GetFileName(f))))
        {
            // an assembly that this process holds already stays as it is: types must keep one identity
            if (AppDomain.CurrentDomain.GetAssemblies().Any(a => a.GetName().Name == Path.GetFileNameWithoutExtension(file)))
                continue;
            fresh.Add(MetadataReference.CreateFromFile(file));
        }
    }

    [GeneratedRegex(@"^#i\s+""nuget:\s*(?<source>[^""<>&]{1,1000})""")]
    private static partial Regex Source();
}
