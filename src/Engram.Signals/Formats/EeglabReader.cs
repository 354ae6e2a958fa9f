namespace Engram.Signals.Formats;

/// <summary>
/// EEGLAB datasets: a MAT file (<c>.set</c>) whose samples (µV) are inside or in a file of singles beside it (<c>.fdt</c>).
/// Epochs of an epoched set follow one another, with an annotation <c>boundary</c> at each joint.
/// </summary>
public sealed class EeglabReader : IFormatReader<Recording>
{
    private const double Microvolt = 1e-6;
    private const int MostChannels = 65536;

    /// <inheritdoc/>
    public string Name => "EEGLAB";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".set"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => false;

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Recording Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var mat = new MatReader().Read(file);
        try
        {
            return Read(file, mat.Has("EEG") && mat["EEG"] is MatStruct inner ? inner : mat); // newer versions save the fields as variables
        }
        catch (InvalidOperationException error)
        {
            throw new SignalFormatException(file.Name, 128, "EEG", error.Message);
        }
    }

    private static Recording Read(SignalFile file, MatStruct eeg)
    {
        var rate = eeg["srate"].Number;
        var (channelCount, points, trials) = (Whole(file, eeg, "nbchan"), Whole(file, eeg, "pnts"), Math.Max(1, eeg.Has("trials") ? Whole(file, eeg, "trials") : 1));
        if (!(rate > 0) || !double.IsFinite(rate))
            throw new SignalFormatException(file.Name, 128, "srate", $"expected a rate above 0 Hz, got {rate}");
        if (channelCount > MostChannels)
            throw new SignalFormatException(file.Name, 128, "nbchan", $"expected at most {MostChannels} channels, got {channelCount}");
        var samples = (long)points * trials;
        var warnings = new List<string>();
        ISampleSource source;
        if (eeg["data"] is MatText { Text: var name })
        {
            var data = file.Companion(name) ?? file.Companion(Path.ChangeExtension(file.Name, Path.GetExtension(name))) ?? throw new SignalFormatException(file.Name, 128, "data", $"names the file '{name}', which is not beside it");
            var present = Math.Min(samples, data.Length / 4 / channelCount);
            if (present < samples)
                warnings.Add($"{data.Name}: the set promises {samples} samples a channel, the file holds {present}: {samples - present} are missing.");
            // .dat files hold one channel after another, .fdt files all channels of a moment together
            var isTransposed = name.EndsWith(".dat", StringComparison.OrdinalIgnoreCase);
            if (isTransposed && present < samples)
                throw new SignalFormatException(data.Name, data.Length, "data", $"expected {4 * samples * channelCount} bytes in a file of one channel after another, got {data.Length}");
            var block = (int)Math.Clamp(present, 1, int.MaxValue);
            source = new StridedSource(data, 0, 4L * channelCount * block, block, present, [.. Enumerable.Range(0, channelCount).Select(c =>
                isTransposed ? new ChannelLayout(4L * c * samples, 4, SampleEncoding.Float32, Microvolt, 0) : new ChannelLayout(4L * c, 4 * channelCount, SampleEncoding.Float32, Microvolt, 0))]);
        }
        else
        {
            var array = eeg["data"].Numbers;
            if (array.Count != samples * channelCount)
                throw new SignalFormatException(file.Name, 128, "data", $"expected {channelCount}×{points}×{trials} values, got {array}");
            source = new MemorySource(Rows(array.ToDoubles(), channelCount, points, trials));
        }

        var channels = Channels(eeg, channelCount);
        var events = Events(eeg, rate).ToList();
        var whole = (int)Math.Min(trials, source.SampleCount / points);
        events.AddRange(Enumerable.Range(1, Math.Max(0, whole - 1)).Select(t => new Annotation(t * (double)points / rate, 0, "boundary")));
        return new(source, channels, rate, new Annotations(events), file.ToProvenance(warnings));
    }

    private static int Whole(SignalFile file, MatStruct eeg, string field) => eeg[field].Number is var n && n is >= 1 and <= int.MaxValue && n == Math.Floor(n)
        ? (int)n
        : throw new SignalFormatException(file.Name, 128, field, $"expected a whole number from 1, got {eeg[field].Number}");

    // [channel, point, trial] with the last axis fastest, to one row a channel.
    private static double[][] Rows(double[] values, int channels, int points, int trials)
    {
        var rows = new double[channels][];
        for (var c = 0; c < channels; c++)
        {
            rows[c] = new double[points * trials];
            for (var p = 0; p < points; p++)
            {
                for (var t = 0; t < trials; t++)
                    rows[c][(t * points) + p] = Microvolt * values[(((c * points) + p) * trials) + t];
            }
        }

        return rows;
    }

    private static Channel[] Channels(MatStruct eeg, int count)
    {
        var channels = Enumerable.Range(0, count).Select(i => new Channel($"EEG {i + 1:000}", ChannelKind.Eeg, "V")).ToArray();
        if (!eeg.Has("chanlocs") || eeg["chanlocs"] is not MatStruct { Elements: var locations })
            return channels;
        var points = locations.Select(Position).ToArray();
        var scale = LengthScale.Guess(points.OfType<Point3>()); // EEGLAB does not say the unit
        for (var i = 0; i < Math.Min(count, locations.Count); i++)
        {
            var label = locations[i].GetValueOrDefault("labels") is MatText { Rows: [var text, ..] } ? text.Trim() : channels[i].Name;
            channels[i] = new(label, ChannelGuess.Kind(label, "V"), "V") { Geometry = points[i] is { } at ? new(scale * at) : null };
        }

        return channels;
    }

    // EEGLAB's x points to the nose and its y to the left ear.
    private static Point3? Position(IReadOnlyDictionary<string, MatValue> location)
    {
        double? Get(string axis) => location.GetValueOrDefault(axis) is MatNumbers { Real: { Count: 1, Number: var n } } && double.IsFinite(n) ? n : null;
        return Get("X") is { } x && Get("Y") is { } y && Get("Z") is { } z ? new(-y, x, z) : null;
    }

    private static IEnumerable<Annotation> Events(MatStruct eeg, double rate)
    {
        if (!eeg.Has("event") || eeg["event"] is not MatStruct { Elements: var events })
            yield break;
        foreach (var item in events)
        {
            double? Get(string field) => item.GetValueOrDefault(field) is MatNumbers { Real: { Count: 1, Number: var n } } && double.IsFinite(n) ? n : null;
            // latencies count from 1
            if (Get("latency") is { } latency && item.GetValueOrDefault("type") is MatText or MatNumbers { Real.Count: 1 })
                yield return new((latency - 1) / rate, Math.Max(0, Get("duration") ?? 0) / rate, item["type"].Text);
        }
    }
}
