namespace Engram.Data;

/// <summary>The data sets of a folder of manifests, and where their files are.</summary>
/// <param name="manifestFolder">Folder of <c>*.yaml</c> manifests.</param>
/// <param name="cacheFolder">Where fetched files are kept; several processes may share it.</param>
/// <param name="mirrors">Folders and addresses that hold data sets under their mirror names; only read.</param>
public sealed partial class DataCatalog(string manifestFolder, string cacheFolder, IReadOnlyList<DataMirror> mirrors)
{
    private readonly CacheFolder cache = new(Path.GetFullPath(cacheFolder));

    internal DownloadPolicy Policy { get; init; } = new();

    /// <summary>
    /// The repository's manifests; cache in <c>ENGRAM_CACHE</c> or the user's cache folder; mirrors in <c>ENGRAM_DATA_MIRROR</c>
    /// (folders or addresses, between semicolons) or <c>../shared/data</c> beside the repository.
    /// </summary>
    public static DataCatalog Standard()
    {
        var root = FindRoot();
        var cache = Environment.GetEnvironmentVariable("ENGRAM_CACHE") is { Length: > 0 } configured ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "engram");
        var mirrors = Environment.GetEnvironmentVariable("ENGRAM_DATA_MIRROR") ?? Path.GetFullPath(Path.Combine(root, "..", "shared", "data"));
        return new(Path.Combine(root, "data-manifests"), cache, [.. mirrors.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(m => new DataMirror(m))]);
    }

    /// <summary>All manifests, by name.</summary>
    /// <exception cref="DataException">One of them is no manifest.</exception>
    public IEnumerable<DataManifest> Manifests() => Names().Select(Manifest);

    /// <summary>One manifest.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <exception cref="DataException">There is no such data set.</exception>
    public DataManifest Manifest(string name)
    {
        var path = Path.Combine(manifestFolder, name + ".yaml");
        if (ManifestReader.IsInside(name) && File.Exists(path))
            return DataManifest.Load(path);
        var near = Names().Where(n => n.Contains(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(n, StringComparison.OrdinalIgnoreCase)).ToList();
        throw new DataException(DataFault.Unknown, $"No data set '{name}'. Known: {string.Join(", ", near.Count > 0 ? near : Names())}.");
    }

    /// <summary>The folder that holds a complete, verified copy; <see langword="null"/> where there is none.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <exception cref="DataException">A copy is there, but a file differs from the manifest.</exception>
    public string? Find(string name)
    {
        var manifest = Manifest(name);
        if (Fetcher.KnownFiles(manifest, cache) is not { Count: > 0 } files)
            return null;
        foreach (var (_, folder) in Places(manifest))
        {
            if (!files.TrueForAll(f => File.Exists(Path.Combine(folder, f.Path))))
                continue;
            var inventory = DataInventory.Load(cache, name);
            if (files.Select(f => Verification.Problem(f, Arrived(inventory, folder, f), Path.Combine(folder, f.Path), cache, anew: false)).FirstOrDefault(p => p is not null) is { } problem)
                throw new DataException(DataFault.Checksum, $"{name}: {problem} (in {folder}). The file is damaged or the manifest is wrong; run ./engram data fetch {name}.");
            return folder;
        }

        return null;
    }

    /// <summary>A complete copy: where there is one already, in place, else fetched.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <exception cref="DataException">A file cannot be had or is not what the manifest says.</exception>
    public string Obtain(string name) => Find(name) ?? Fetch(name).Folder;

    /// <summary>Brings files into the cache, from mirrors first. Afterwards all of them are there and as published, or an error says why not.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="options">What, and how; all files where it is left out.</param>
    /// <param name="cancellation">Stops; what has come is kept and continued later.</param>
    /// <exception cref="DataException">A file cannot be had or is not what is published.</exception>
    public FetchResult Fetch(string name, FetchOptions? options = null, CancellationToken cancellation = default) =>
        FetchAsync(name, options, cancellation).GetAwaiter().GetResult();

    /// <inheritdoc cref="Fetch"/>
    public async Task<FetchResult> FetchAsync(string name, FetchOptions? options = null, CancellationToken cancellation = default)
    {
        var manifest = Manifest(name);
        try
        {
            using (await DataSetLock.TakeAsync(name, cache, Policy, cancellation).ConfigureAwait(false))
                return await new Fetcher(manifest, cache, mirrors, Policy, options ?? new()).FetchAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException and not DataException)
        {
            throw new DataException(Downloader.IsDiskFull(error) ? DataFault.DiskFull : DataFault.Storage, $"{name}: the cache {cache.Root} cannot be used: {error.Message.TrimEnd('.')}. Set ENGRAM_CACHE to a folder that can be written.", error);
        }
    }

    /// <summary>
    /// Chooses between real and simulated data: <c>real</c> insists, <c>simulated</c> never looks, <c>auto</c> takes real data where
    /// they are cached, mirrored or can be fetched, and says so.
    /// </summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="mode"><c>auto</c>, <c>real</c> or <c>simulated</c>.</param>
    /// <exception cref="DataException">Real data were asked for and cannot be had, or a copy is damaged.</exception>
    /// <exception cref="ArgumentException">The mode is none of the three.</exception>
    public DataChoice Choose(string name, string mode)
    {
        switch (mode)
        {
            case "simulated":
                return new(null, $"Simulated data, as asked for (data = \"simulated\"); the real data set would be {name}.");
            case "real":
                return new(Obtain(name), $"Real data: {name}, {Manifest(name).Licence}.");
            case "auto":
                try
                {
                    return new(Obtain(name), $"Real data: {name}, {Manifest(name).Licence}.");
                }
                catch (DataException error) when (error.Fault is not (DataFault.Checksum or DataFault.Manifest or DataFault.Unknown)) // damage is never hidden by a simulation
                {
                    return new(null, $"Simulated data, because the real data set {name} is not here and cannot be fetched ({error.Message.Split(". ")[0].TrimEnd('.')}).");
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

    private IEnumerable<string> Names() => Directory.EnumerateFiles(manifestFolder, "*.yaml").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal);

    // Folders that may hold the data set under its own paths: the cache, then the mirrors, which are read in place.
    private IEnumerable<(string Place, string Folder)> Places(DataManifest manifest) =>
        mirrors.Where(m => m.IsFolder).Select(m => ("mirror", Path.GetFullPath(Path.Combine(m.Location, manifest.Mirror.Length > 0 ? manifest.Mirror : manifest.Name)))).Prepend(("cache", cache.Files(manifest.Name)));

    // only the cache has an inventory
    private DataInventoryEntry? Arrived(DataInventory inventory, string folder, DataFile file) => folder == cache.Files(Path.GetFileName(folder)) ? inventory.Of(file.Path) : null;
}
