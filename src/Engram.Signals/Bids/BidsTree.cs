using System.Text.Json;
using Engram.Signals.Formats;

namespace Engram.Signals.Bids;

/// <summary>
/// A dataset laid out as the Brain Imaging Data Structure has it. Sidecars are inherited: JSON files from the root down to the data
/// file's folder are merged, the nearer winning; of tables (channels, events, electrodes) the nearest counts.
/// </summary>
public sealed class BidsTree
{
    private static readonly string[] DataExtensions = [".edf", ".bdf", ".vhdr", ".set", ".fif", ".fif.gz"];
    private static readonly string[] DataSuffixes = ["eeg", "ieeg", "meg"];

    private BidsTree(string root, IReadOnlyList<BidsFile> files) => (Root, Files) = (root, files);

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>All files whose names BIDS understands, in order of their paths; <c>derivatives</c>, <c>sourcedata</c> and <c>code</c> are trees of their own.</summary>
    public IReadOnlyList<BidsFile> Files { get; }

    /// <summary>Subjects, without <c>sub-</c>.</summary>
    public IReadOnlyList<string> Subjects => [.. Files.Select(f => f.Subject).OfType<string>().Distinct()];

    /// <summary>The files that hold recordings.</summary>
    public IReadOnlyList<BidsFile> Recordings => [.. Files.Where(f => DataSuffixes.Contains(f.Suffix) && DataExtensions.Contains(f.Extension))];

    /// <summary>Reads the names of a tree.</summary>
    /// <param name="root">Its folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static BidsTree Open(string root)
    {
        if (!Directory.Exists(root))
            throw new DirectoryNotFoundException($"No folder '{root}'.");
        string[] apart = ["derivatives", "sourcedata", "code"];
        return new(root, [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(root, p).Replace('\\', '/'))
            .Where(p => !apart.Contains(p.Split('/')[0]))
            .Order(StringComparer.Ordinal).Select(BidsFile.TryParse).OfType<BidsFile>()]);
    }

    /// <summary>The recordings with some entities.</summary>
    /// <param name="subject">Subject, or null for all.</param>
    /// <param name="session">Session, or null for all.</param>
    /// <param name="task">Task, or null for all.</param>
    /// <param name="run">Run, or null for all.</param>
    public IReadOnlyList<BidsFile> Find(string? subject = null, string? session = null, string? task = null, string? run = null) =>
        [.. Recordings.Where(f => (subject ?? f.Subject) == f.Subject && (session ?? f.Session) == f.Session && (task ?? f.Task) == f.Task && (run ?? f.Run) == f.Run)];

    /// <summary>What <c>participants.tsv</c> says of each subject (without <c>sub-</c>): values by column; empty when there is no such file.</summary>
    /// <exception cref="SignalFormatException">The table is malformed.</exception>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ReadParticipants()
    {
        var path = Path.Combine(Root, "participants.tsv");
        var found = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        if (!File.Exists(path))
            return found;
        var table = BidsTable.Read(path);
        foreach (var row in table.Rows)
        {
            if (table.Text(row, "participant_id") is { } id)
                found[id.StartsWith("sub-", StringComparison.Ordinal) ? id[4..] : id] = table.Columns.Where(c => table.Text(row, c) is not null).ToDictionary(c => c, c => table.Text(row, c)!);
        }

        return found;
    }

    /// <summary>The merged JSON sidecars of a file.</summary>
    /// <param name="file">A data file.</param>
    /// <exception cref="SignalFormatException">A sidecar is no JSON object.</exception>
    public IReadOnlyDictionary<string, JsonElement> Sidecar(BidsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var merged = new Dictionary<string, JsonElement>();
        foreach (var sidecar in Applicable(file, file.Suffix, ".json").Reverse())
        {
            foreach (var property in ReadJson(sidecar).EnumerateObject())
                merged[property.Name] = property.Value;
        }

        return merged;
    }

    /// <summary>Opens a recording with what its sidecars say: channel kinds and bad channels, events, electrode positions, metadata.</summary>
    /// <param name="file">A file of <see cref="Recordings"/>.</param>
    /// <exception cref="SignalFormatException">The file or one of its sidecars is malformed.</exception>
    public Recording Load(BidsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var recording = Signals.Recordings.Load(Path.Combine(Root, file.RelativePath));
        var channels = recording.Channels.ToArray();
        if (Table(file, "channels") is { } described)
            BidsTables.ApplyChannels(described, channels);
        if (Table(file, "electrodes") is { } electrodes)
            BidsTables.ApplyElectrodes(electrodes, Applicable(file, "coordsystem", ".json").Select(ReadJson).FirstOrDefault(), channels);
        var annotations = Table(file, "events") is { } events ? BidsTables.ReadEvents(events) : recording.Annotations;
        var metadata = new Dictionary<string, string>(recording.Metadata);
        foreach (var (key, value) in Sidecar(file))
            metadata[key] = value.ToString();
        return new(recording.Source, channels, recording.SamplingRate, annotations, recording.Provenance)
        {
            StartTime = recording.StartTime,
            Metadata = metadata,
            OtherRates = recording.OtherRates,
            Digitization = recording.Digitization,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"BIDS tree: {Subjects.Count} subjects, {Recordings.Count} recordings";

    private BidsTable? Table(BidsFile file, string suffix) => Applicable(file, suffix, ".tsv").FirstOrDefault() is { } found ? BidsTable.Read(Path.Combine(Root, found.RelativePath)) : null;

    // The nearest first: the deepest folder, then the most entities.
    private IEnumerable<BidsFile> Applicable(BidsFile file, string suffix, string extension) => Files
        .Where(f => f.Suffix == suffix && f.Extension == extension && f.AppliesTo(file))
        .OrderByDescending(f => f.RelativePath.Count(c => c == '/')).ThenByDescending(f => f.Entities.Count);

    private JsonElement ReadJson(BidsFile file)
    {
        try
        {
            var root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, file.RelativePath))).RootElement;
            return root.ValueKind == JsonValueKind.Object ? root : throw new SignalFormatException(file.RelativePath, 0, "sidecar", $"expected a JSON object, got {root.ValueKind}");
        }
        catch (JsonException error)
        {
            throw new SignalFormatException(file.RelativePath, (error.LineNumber ?? 0) + 1, "sidecar", error.Message);
        }
    }
}
