namespace Engram.Data;

public sealed partial class DataCatalog
{
    /// <summary>Reads every file that is here, in the cache or else in a mirror, and compares it with what is published.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="isPinning">Accept files of the cache without a published checksum as they are now, those included that were put there by hand.</param>
    /// <returns><see langword="null"/> where nothing is here.</returns>
    /// <exception cref="DataException">There is no such data set, or the cache cannot be used.</exception>
    public VerificationReport? Verify(string name, bool isPinning = false)
    {
        var manifest = Manifest(name);
        foreach (var (place, folder) in Places(manifest))
        {
            var isCache = place == "cache";
            if (isCache && isPinning)
                Pin(manifest);
            var inventory = DataInventory.Load(cache, name);
            var known = Fetcher.KnownFiles(manifest, cache);
            var files = (known ?? manifest.Files).Where(f => File.Exists(Path.Combine(folder, f.Path)) || (isCache && inventory.Of(f.Path) is not null)).ToList();
            if (isCache)
                files.AddRange(inventory.Entries.Where(e => files.TrueForAll(f => f.Path != e.Key)).Select(e => new DataFile { Path = e.Key, Bytes = e.Value.Bytes, Sha256 = e.Value.IsPinned ? "" : e.Value.Sha256 }));
            if (files.Count == 0)
                continue;
            var found = files.AsParallel().AsOrdered().Select(f => (File: f, Problem: Verification.Problem(f, isCache ? inventory.Of(f.Path) : null, Path.Combine(folder, f.Path), cache, anew: true))).ToList();
            return new(name, folder,
                [.. found.Where(f => f.Problem is null && f.File.Checksum is not null).Select(f => f.File.Path)],
                [.. found.Where(f => f.Problem is null && f.File.Checksum is null).Select(f => f.File.Path)],
                [.. found.Where(f => f.Problem is not null).Select(f => f.File.Path)],
                [.. found.Select(f => f.Problem).OfType<string>()],
                known is { Count: > 0 } ? known.Count : null);
        }

        return null;
    }

    /// <summary>How much of a data set is here, without reading it.</summary>
    /// <param name="manifest">The data set.</param>
    public DataPresence Presence(DataManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var known = Fetcher.KnownFiles(manifest, cache);
        foreach (var (place, folder) in Places(manifest))
        {
            var here = (known ?? manifest.Files).Count(f => new FileInfo(Path.Combine(folder, f.Path)) is { Exists: true } info && (f.Bytes is null || info.Length == f.Bytes));
            here = Math.Max(here, place == "cache" ? DataInventory.Load(cache, manifest.Name).Entries.Count : 0);
            if (here > 0)
                return new(place, here, known is { Count: > 0 } ? known.Count : null);
        }

        // under other paths than ours: fetching will put them right
        var elsewhere = manifest.Files.Count(f => mirrors.Any(m => m.IsFolder && File.Exists(m.Of(manifest.MirrorPath(f)))));
        return elsewhere > 0 ? new("mirror", elsewhere, known?.Count) : new("none", 0, known?.Count);
    }

    /// <summary>The folder of the cache that a data set is fetched to, or is put into by hand.</summary>
    /// <param name="name">Name of the data set.</param>
    public string CacheOf(string name) => cache.Files(name);

    private void Pin(DataManifest manifest)
    {
        var folder = cache.Files(manifest.Name);
        if (!Directory.Exists(folder))
            return;
        using (DataSetLock.TakeAsync(manifest.Name, cache, Policy, CancellationToken.None).GetAwaiter().GetResult())
        {
            var inventory = DataInventory.Load(cache, manifest.Name);
            var published = (Fetcher.KnownFiles(manifest, cache) ?? manifest.Files).Where(f => f.Checksum is not null).Select(f => f.Path).ToHashSet();
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(p => !p.EndsWith(".part", StringComparison.Ordinal) && !p.EndsWith(".part.etag", StringComparison.Ordinal)))
            {
                var file = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
                if (!published.Contains(file) && inventory.Of(file) is null)
                    inventory.Note(file, new FileInfo(path).Length, Checksum.Of(ChecksumKind.Sha256, path).Hexadecimal, isPinned: true);
            }
        }
    }
}
