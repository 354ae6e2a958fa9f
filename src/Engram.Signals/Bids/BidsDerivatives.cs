using System.Globalization;
using System.Text;
using System.Text.Json;
using Engram.Signals.Formats;

namespace Engram.Signals.Bids;

/// <summary>Writes processed recordings as a derivative dataset: samples in BrainVision, with channels, events and a sidecar that names the steps.</summary>
/// <param name="root">Folder of the derivative dataset; made when missing.</param>
/// <param name="pipeline">Name of the pipeline, for <c>dataset_description.json</c>.</param>
public sealed class BidsDerivatives(string root, string pipeline)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes one recording beside those of the same subject and session.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="source">The raw file that it came from; its entities and data type are kept.</param>
    /// <param name="description">Letters and digits for the entity <c>desc</c>.</param>
    /// <param name="metadata">Fields of the raw sidecar to keep (<see cref="BidsTree.Sidecar"/>): task, reference, power line and the like.</param>
    /// <returns>The header file, relative to the root.</returns>
    /// <exception cref="ArgumentException">The description holds other signs, or the source names no subject.</exception>
    public BidsFile Write(Recording recording, BidsFile source, string description, IReadOnlyDictionary<string, JsonElement>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(source);
        if (string.IsNullOrEmpty(description) || !description.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"Expected letters and digits, got '{description}'.", nameof(description));
        if (source.Subject is not { } subject)
            throw new ArgumentException($"'{source}' names no subject.", nameof(source));
        string[] folders = ["sub-" + subject, .. source.Session is { } session ? new[] { "ses-" + session } : [], source.DataType.Length > 0 ? source.DataType : source.Suffix];
        var folder = Directory.CreateDirectory(Path.Combine([root, .. folders])).FullName;
        var stem = string.Join('_', source.Entities.Where(e => e.Key != "desc").Select(e => $"{e.Key}-{e.Value}").Append($"desc-{description}"));
        var name = $"{stem}_{source.Suffix}.vhdr";
        FileContent.Save([
            .. new BrainVisionWriter().Encode(recording, name),
            Text($"{stem}_channels.tsv", Channels(recording)),
            Text($"{stem}_events.tsv", Events(recording)),
            Text($"{stem}_{source.Suffix}.json", Sidecar(recording, source, metadata)),
        ], folder);
        FileContent.Save([Text("dataset_description.json", JsonSerializer.Serialize(
            new { Name = pipeline, BIDSVersion = "1.8.0", DatasetType = "derivative", GeneratedBy = new[] { new { Name = pipeline } } }, Indented))], root);
        return BidsFile.TryParse(string.Join('/', folders.Append(name)))!;
    }

    private static string Sidecar(Recording recording, BidsFile source, IReadOnlyDictionary<string, JsonElement>? metadata)
    {
        var fields = metadata?.ToDictionary(m => m.Key, object (m) => m.Value) ?? [];
        fields["Sources"] = new[] { $"bids:raw:{source.RelativePath}" };
        fields["Description"] = string.Join("; ", recording.Provenance.Operations);
        fields["SamplingFrequency"] = recording.SamplingRate;
        fields["RecordingDuration"] = recording.Duration;
        return JsonSerializer.Serialize(fields, Indented);
    }

    private static FileContent Text(string name, string text) => new(name, stream => stream.Write(Encoding.UTF8.GetBytes(text + "\n")));

    private static string Channels(Recording recording) => string.Join('\n', recording.Channels
        .Select(c => $"{Cell(c.Name)}\t{BidsTables.TypeOf(c.Kind)}\t{(c.Unit.Length > 0 ? c.Unit : "n/a")}\t{recording.SamplingRate.ToString("R", CultureInfo.InvariantCulture)}\t{(c.IsBad ? "bad" : "good")}")
        .Prepend("name\ttype\tunits\tsampling_frequency\tstatus"));

    private static string Events(Recording recording) => string.Join('\n', recording.Annotations
        .Select(a => $"{a.Onset.ToString("R", CultureInfo.InvariantCulture)}\t{a.Duration.ToString("R", CultureInfo.InvariantCulture)}\t{Cell(a.Text)}\t{(a.Channels.Count > 0 ? Cell(string.Join(", ", a.Channels)) : "n/a")}")
        .Prepend("onset\tduration\ttrial_type\tchannel"));

    private static string Cell(string text) => text.Length == 0 ? "n/a" : text.Replace('\t', ' ').ReplaceLineEndings(" ");
}
