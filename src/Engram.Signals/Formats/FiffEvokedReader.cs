namespace Engram.Signals.Formats;

/// <summary>The averages of a FIFF file, one for each condition and aspect (mean or standard error).</summary>
public sealed class FiffEvokedReader : IFormatReader<IReadOnlyList<Evoked>>
{
    private const double StandardError = 101;

    /// <inheritdoc/>
    public string Name => "FIFF evoked";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => ["-ave.fif", "_ave.fif"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => FiffFile.HasSignature(head);

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public IReadOnlyList<Evoked> Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var fiff = FiffFile.Read(file);
        var info = FiffInfo.Read(fiff);
        var found = new List<Evoked>();
        foreach (var evoked in fiff.Root.Find(FiffKind.EvokedBlock))
        {
            // an evoked block may describe channels of its own
            var own = FiffInfo.ReadChannels(fiff, evoked);
            var (channels, calibrations) = own.Count > 0 ? ([.. own.Select(o => o.Channel)], [.. own.Select(o => o.Calibration)]) : (info.Channels, info.Calibrations);
            var rate = fiff.Number(evoked, FiffKind.SamplingRate, "sampling rate") is { } other and > 0 && double.IsFinite(other) ? other : info.SamplingRate;
            var first = fiff.Number(evoked, FiffKind.FirstSample, "first sample") ?? 0;
            var comment = evoked.Tag(FiffKind.Comment) is { } tag ? fiff.Text(tag) : "";
            foreach (var aspect in evoked.Find(FiffKind.AspectBlock))
            {
                var rows = Rows(fiff, aspect, channels.Length);
                for (var c = 0; c < rows.Length; c++)
                    System.Numerics.Tensors.TensorPrimitives.Multiply(rows[c], calibrations[c], rows[c]);
                var isError = fiff.Number(aspect, 210, "aspect") == StandardError;
                var count = fiff.Number(aspect, FiffKind.AverageCount, "number of averages") ?? 1;
                found.Add(new(rows, channels, rate, first / rate, isError ? $"{comment} (standard error)" : comment, (int)Math.Clamp(count, 0, int.MaxValue), file.ToProvenance()) { Digitization = info.Digitization });
            }
        }

        return found.Count > 0 ? found : throw new SignalFormatException(file.Name, 0, "evoked", "the file holds no averages");
    }

    // One matrix, or in older files one vector a channel.
    private static double[][] Rows(FiffFile file, FiffBlock aspect, int channelCount)
    {
        var epochs = aspect.Tags.Where(t => t.Kind == FiffKind.Epoch).ToArray();
        if (epochs is [var only])
        {
            var (values, shape) = file.Matrix(only, "epoch");
            var samples = shape[^1];
            if (channelCount == 0 || (long)samples * channelCount != values.Length)
                throw new SignalFormatException(file.Name, only.Offset, "epoch", $"expected {channelCount} channels, got {string.Join("×", shape)} values");
            return [.. Enumerable.Range(0, channelCount).Select(c => values[(c * samples)..((c + 1) * samples)])];
        }

        if (epochs.Length != channelCount || epochs.Length == 0)
            throw new SignalFormatException(file.Name, 0, "epoch", $"expected one matrix or {channelCount} vectors, got {epochs.Length} tags");
        var rows = Array.ConvertAll(epochs, e => file.Matrix(e, "epoch").Values);
        return rows.All(r => r.Length == rows[0].Length) ? rows : throw new SignalFormatException(file.Name, epochs[0].Offset, "epoch", "the channels differ in length");
    }
}
