using System.Collections.Concurrent;

namespace Engram.Data;

/// <summary>Brings the files of one data set into the cache, from mirrors first, several at a time. Holds the data set's lock meanwhile.</summary>
internal sealed class Fetcher(DataManifest manifest, CacheFolder cache, IReadOnlyList<DataMirror> mirrors, DownloadPolicy policy, FetchOptions options)
{
    private readonly Downloader downloader = new(policy);
    private readonly DataInventory inventory = DataInventory.Load(cache, manifest.Name);
    private int copied;
    private int downloaded;

    private bool IsOffline => options.IsOffline || Environment.GetEnvironmentVariable("ENGRAM_OFFLINE") == "1";

    /// <exception cref="DataException">A file cannot be had. What has come stays.</exception>
    public async Task<FetchResult> FetchAsync(CancellationToken cancellation)
    {
        var files = await SelectAsync(cancellation).ConfigureAwait(false);
        var folder = cache.Files(manifest.Name);
        var failures = new ConcurrentQueue<DataException>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = policy.Parallel, CancellationToken = stop.Token }, async (file, token) =>
            {
                try
                {
                    await FetchAsync(file, Path.Combine(folder, file.Path), token).ConfigureAwait(false);
                }
                catch (DataException error)
                {
                    failures.Enqueue(error);
                    await stop.CancelAsync().ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!failures.IsEmpty)
        {
        }
        finally
        {
            inventory.Save();
        }

        if (failures.TryPeek(out var first))
            throw new DataException(first.Fault, $"{manifest.Name}: {first.Message.TrimEnd('.')}. What has come is kept: run ./engram data fetch {manifest.Name} again to go on.", first);
        return new(folder, [.. files.Select(f => f.Path)], copied, downloaded);
    }

    /// <summary>All files of the data set, where that is known: the manifest's own and those of the listing.</summary>
    public static List<DataFile>? KnownFiles(DataManifest manifest, CacheFolder cache)
    {
        if (manifest.Listing is null)
            return manifest.Files;
        var path = ListingPath(manifest, cache);
        return File.Exists(path) ? Join(manifest, ListingReader.Read(manifest, File.ReadAllText(path))) : null;
    }

    private static List<DataFile> Join(DataManifest manifest, List<DataFile> listed) => [.. manifest.Files, .. listed.Where(f => manifest.Files.TrueForAll(own => own.Path != f.Path))];

    private static string ListingPath(DataManifest manifest, CacheFolder cache) => Path.Combine(cache.State(manifest.Name), $"listing-{manifest.Version.Replace('/', '-')}");

    private async Task<List<DataFile>> SelectAsync(CancellationToken cancellation)
    {
        var records = options.Records;

        // records that the manifest names itself need no listing
        if (records.Count > 0 && records.All(r => manifest.Files.Exists(f => f.IsNamed(r))))
            return manifest.Files.FindAll(f => records.Any(f.IsNamed));
        var all = await AllAsync(cancellation).ConfigureAwait(false);
        if (records.FirstOrDefault(r => !all.Exists(f => f.BelongsTo(r))) is { } unknown)
            throw new DataException(DataFault.Unknown, $"{manifest.Name}: no record '{unknown}' among its {all.Count} files, for instance {string.Join(", ", all.Take(5).Select(f => f.Path))}.");
        return records.Count == 0 ? all : all.FindAll(f => records.Any(f.BelongsTo));
    }

    private async Task<List<DataFile>> AllAsync(CancellationToken cancellation)
    {
        if (KnownFiles(manifest, cache) is { } known)
        {
            if (known.Count == 0)
                throw new DataException(DataFault.Access, $"{manifest.Name}: {manifest.Access.ToString().ToLowerInvariant()} access, Engram cannot fetch it. {manifest.Instructions.TrimEnd('.')}. Put the files into {cache.Files(manifest.Name)}, then run ./engram data verify {manifest.Name} --pin.");
            return known;
        }

        if (IsOffline)
            throw new DataException(DataFault.Offline, $"{manifest.Name}: its list of files ({manifest.Listing!.Url}) is not here and fetching is forbidden. Without it there are: {string.Join(", ", manifest.Files.Select(f => f.Path))}; ask for these with --records.");
        try
        {
            var text = await downloader.TextAsync(manifest.Listing!.Url, cache.State(manifest.Name), cancellation).ConfigureAwait(false);
            var listed = ListingReader.Read(manifest, text);
            var path = ListingPath(manifest, cache);
            await File.WriteAllTextAsync(path + ".new", text, cancellation).ConfigureAwait(false);
            File.Move(path + ".new", path, overwrite: true);
            return Join(manifest, listed);
        }
        catch (DataException error) when (error.Fault == DataFault.Network)
        {
            throw new DataException(error.Fault, $"{manifest.Name}: the list of files, {error.Message.TrimEnd('.')}. {(manifest.Files.Count > 0 ? $"Without it there are: {string.Join(", ", manifest.Files.Take(12).Select(f => f.Path))}; ask for these with --records." : $"Try again later, or see {manifest.Homepage}.")}", error);
        }
    }

    private async Task FetchAsync(DataFile file, string target, CancellationToken cancellation)
    {
        if (File.Exists(target) && Verification.Problem(file, inventory.Of(file.Path), target, cache, anew: false) is null)
        {
            if (inventory.Of(file.Path) is null)
                Note(file, target);
            return;
        }

        if (file.Checksum is null && inventory.Of(file.Path) is null && !options.IsPinning)
            throw new DataException(DataFault.Unchecked, $"'{file.Path}' has no published checksum. Add --pin to accept it as it comes; it is then compared with that");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var part = target + ".part";
        DataException? failure = null;
        foreach (var mirror in mirrors)
        {
            var place = mirror.Of(manifest.MirrorPath(file));
            if (mirror.IsFolder ? !File.Exists(place) : IsOffline)
                continue;
            try
            {
                if (mirror.IsFolder)
                    Copy(file, place, part);
                else
                    await downloader.FetchAsync(place, file, part, Progress(file), cancellation).ConfigureAwait(false);
                Interlocked.Increment(ref mirror.IsFolder ? ref copied : ref downloaded);
                Finish(file, part, target);
                return;
            }
            catch (DataException error) when (error.Fault is not DataFault.DiskFull)
            {
                failure = error;
            }
        }

        if (file.Url.Length == 0 || IsOffline)
        {
            throw failure ?? (IsOffline && file.Url.Length > 0
                ? new DataException(DataFault.Offline, $"'{file.Path}' is not here and fetching is forbidden (--offline or ENGRAM_OFFLINE=1)")
                : new DataException(DataFault.Access, $"'{file.Path}' has no stable address. Put it into {Path.GetDirectoryName(target)} or a mirror (ENGRAM_DATA_MIRROR)"));
        }

        await downloader.FetchAsync(file.Url, file, part, Progress(file), cancellation).ConfigureAwait(false);
        Interlocked.Increment(ref downloaded);
        Finish(file, part, target);
    }

    private Action<long, long?> Progress(DataFile file) => (done, total) => options.Progress?.Invoke(new(file.Path, done, total));

    // Copied, never linked: who changes the cache must not change the mirror.
    private void Copy(DataFile file, string place, string part)
    {
        try
        {
            using (var source = File.OpenRead(place))
            using (var stream = new FileStream(part, FileMode.Create))
                source.CopyTo(stream);
        }
        catch (IOException error) when (Downloader.IsDiskFull(error))
        {
            Downloader.Discard(part);
            throw new DataException(DataFault.DiskFull, $"'{file.Path}': the disk of {Path.GetDirectoryName(part)} is full. Free {file.Bytes / 1e6:0.#} MB or set ENGRAM_CACHE to another disk", error);
        }

        if (Verification.Problem(file, inventory.Of(file.Path), part, cache, anew: true) is { } problem && file.Checksum is not null)
        {
            Downloader.Discard(part);
            throw new DataException(DataFault.Checksum, $"{problem} (in the mirror: {place})");
        }

        Progress(file)(new FileInfo(part).Length, file.Bytes);
    }

    private void Finish(DataFile file, string part, string target)
    {
        if (file.Checksum is null && inventory.Of(file.Path) is not null && Verification.Problem(file, inventory.Of(file.Path), part, cache, anew: true) is { } problem)
        {
            Downloader.Discard(part);
            throw new DataException(DataFault.Checksum, $"{problem}; that is what it was when it first came");
        }

        File.Move(part, target, overwrite: true);
        Downloader.Discard(part);
        Verification.Remember(file, target, cache);
        Note(file, target);
    }

    private void Note(DataFile file, string target) =>
        inventory.Note(file.Path, new FileInfo(target).Length, file.Sha256.Length > 0 ? file.Sha256 : Checksum.Of(ChecksumKind.Sha256, target).Hexadecimal, file.Checksum is null);
}
