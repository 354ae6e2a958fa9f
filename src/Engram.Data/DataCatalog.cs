namespace Engram.Data;

/// <summary>The data sets of a folder of manifests, and where their files are.</summary>
/// <param name="manifestFolder">Folder of <c>*.yml</c> manifests.</param>
/// <param name="cacheFolder">Where fetched files are kept.</param>
/// <param name="mirrors">Folders that hold data sets under their names; read-only.</param>
public sealed class DataCatalog(string manifestFolder, string cacheFolder, IReadOnlyList<string> mirrors)
{
    /// <summary>
    /// The repository's manifests; cache in <c>ENGRAM_CACHE</c> or the user's cache folder; mirror in <c>ENGRAM_DATA_MIRROR</c>
    /// or <c>../shared/data</c> beside the repository.
    /// </summary>
    public static DataCatalog Standard()
    {
        var root = FindRoot();
        var cache = Environment.GetEnvironmentVariable("ENGRAM_CACHE") is { Length: > 0 } configured ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "engram");
        var mirror = Environment.GetEnvironmentVariable("ENGRAM_DATA_MIRROR") ?? Path.Combine(root, "..", "shared", "data");
        return new(Path.Combine(root, "data-manifests"), cache, mirror.Length > 0 ? [mirror] : []);
    }

    /// <summary>All manifests, by name.</summary>
    public IEnumerable<DataManifest> Manifests() => Directory.EnumerateFiles(manifestFolder, "*.yml").Order().Select(DataManifest.Load);

    /// <summary>One manifest.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <exception cref="DataException">There is no such data set.</exception>
    public DataManifest Manifest(string name)
    {
        var path = Path.Combine(manifestFolder, name + ".yml");
        return File.Exists(path) ? DataManifest.Load(path) : throw new DataException(
            $"No data set '{name}'. Known: {string.Join(", ", Directory.EnumerateFiles(manifestFolder, "*.yml").Select(Path.GetFileNameWithoutExtension).Order())}.");
    }

    /// <summary>The folder that holds a complete, verified copy; <see langword="null"/> where there is none.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <exception cref="DataException">A copy is there, but a file differs from the manifest.</exception>
    public string? Find(string name)
    {
        var manifest = Manifest(name);
        foreach (var folder in mirrors.Append(cacheFolder).Select(f => Path.Combine(f, name)))
        {
            if (manifest.Files.All(f => File.Exists(Path.Combine(folder, f.Path))))
            {
                Verification.Check(manifest, folder, cacheFolder);
                return folder;
            }
        }

        return null;
    }

    /// <summary>Downloads what is missing. Afterwards the data set is complete, or an error says why not.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="progress">Told the file, bytes so far and bytes in all.</param>
    /// <returns>The folder of the complete copy.</returns>
    /// <exception cref="DataException">A file cannot be had or is not what the manifest says.</exception>
    public string Fetch(string name, Action<string, long, long>? progress = null)
    {
        if (Find(name) is { } present)
            return present;
        var manifest = Manifest(name);
        var folder = Path.Combine(cacheFolder, name);
        foreach (var file in manifest.Files.Where(f => !File.Exists(Path.Combine(folder, f.Path))))
            Download.Fetch(manifest.Name, file, Path.Combine(folder, file.Path), progress);
        Verification.Check(manifest, folder, cacheFolder);
        return folder;
    }

    /// <summary>
    /// Chooses between real and simulated data: <c>real</c> insists, <c>simulated</c> never looks, <c>auto</c> takes real data where
    /// they are cached, mirrored or can be fetched, and says so.
    /// </summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="mode"><c>auto</c>, <c>real</c> or <c>simulated</c>.</param>
    /// <exception cref="DataException">Real data were asked for and cannot be had.</exception>
    /// <exception cref="ArgumentException">The mode is none of the three.</exception>
    public DataChoice Choose(string name, string mode)
    {
        switch (mode)
        {
            case "simulated":
                return new(null, $"Simulated data, as asked for (data = \"simulated\"); the real data set would be {name}.");
            case "real":
                return new(Fetch(name), $"Real data: {name}, {Manifest(name).Licence}.");
            case "auto":
                try
                {
                    return new(Fetch(name), $"Real data: {name}, {Manifest(name).Licence}.");
                }
                catch (DataException error) when (Find(name) is null)
                {
                    return new(null, $"Simulated data, because the real data set {name} is not here and cannot be fetched ({error.Message.Split('.')[0]}).");
                }

            default:
                throw new ArgumentException($"data: expected auto, real or simulated, got \"{mode}\".", nameof(mode));
        }
    }

    /// <summary>The top of the repository: <c>ENGRAM_ROOT</c>, or the nearest folder above the program or the current folder that holds <c>data-manifests</c>.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public static string FindRoot()
    {
        foreach (var start in (string?[])[Environment.GetEnvironmentVariable("ENGRAM_ROOT"), AppContext.BaseDirectory, Environment.CurrentDirectory])
        {
            for (var folder = start is null ? null : new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (Directory.Exists(Path.Combine(folder.FullName, "data-manifests")))
                    return folder.FullName;
            }
        }

        throw new DataException("No folder data-manifests above the program or the current folder; run inside the repository or set ENGRAM_ROOT.");
    }
}
