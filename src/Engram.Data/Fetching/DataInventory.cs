using System.Text.Json;

namespace Engram.Data;

/// <summary>What has been fetched into the cache, with the SHA-256 that each file had when it arrived: a file that goes missing later is noticed, and one without a published checksum is compared with its own first state.</summary>
internal sealed class DataInventory
{
    private readonly string path;
    private readonly SortedDictionary<string, DataInventoryEntry> entries;
    private long saved = Environment.TickCount64;

    private DataInventory(string path, SortedDictionary<string, DataInventoryEntry> entries) => (this.path, this.entries) = (path, entries);

    public IReadOnlyDictionary<string, DataInventoryEntry> Entries => entries;

    /// <exception cref="DataException">The file is damaged.</exception>
    public static DataInventory Load(CacheFolder cache, string dataSet)
    {
        var path = Path.Combine(cache.State(dataSet), "fetched.json");
        try
        {
            return new(path, File.Exists(path) ? JsonSerializer.Deserialize<SortedDictionary<string, DataInventoryEntry>>(File.ReadAllText(path)) ?? [] : []);
        }
        catch (JsonException error)
        {
            throw new DataException(DataFault.Storage, $"{dataSet}: {path} is damaged ({error.Message.TrimEnd('.')}). Delete it and run ./engram data fetch {dataSet}.", error);
        }
    }

    public DataInventoryEntry? Of(string file)
    {
        lock (entries)
            return entries.GetValueOrDefault(file);
    }

    /// <summary>Notes a file. Written at once where nothing else tells the checksum, else now and then: a file that is not noted when a process is killed is noted by the next.</summary>
    public void Note(string file, long bytes, string sha256, bool isPinned)
    {
        lock (entries)
        {
            entries[file] = new(bytes, sha256, isPinned);
            if (isPinned || Environment.TickCount64 - saved > 2000)
                Save();
        }
    }

    public void Save()
    {
        lock (entries)
        {
            if (entries.Count == 0)
                return;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path + ".new", JsonSerializer.Serialize(entries));
            File.Move(path + ".new", path, overwrite: true);
            saved = Environment.TickCount64;
        }
    }
}
