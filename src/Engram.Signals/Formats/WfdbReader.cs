namespace Engram.Signals.Formats;

/// <summary>WFDB records (PhysioNet): a text header, signal files in several packings, annotation files.</summary>
public sealed class WfdbReader : IRecordingReader
{
    /// <inheritdoc/>
    public string Name => "WFDB";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".hea"];

    /// <inheritdoc/>
    public Recording Read(string path)
    {
        var header = WfdbHeader.Read(path);
        var folder = Path.GetDirectoryName(path) ?? "";
        var samples = new double[header.Signals.Count][];
        var warnings = new List<string>();
        var index = 0;
        foreach (var group in header.Signals.GroupBy(s => (s.FileName, s.Format)))
        {
            var file = Path.Combine(folder, group.Key.FileName);
            if (Path.GetFileName(group.Key.FileName) != group.Key.FileName || !File.Exists(file))
                throw new FileNotFoundException($"{Path.GetFileName(path)} names the signal file '{group.Key.FileName}', which is not beside it.", group.Key.FileName);
            var members = group.ToArray();
            var frames = WfdbPacking.Unpack(File.ReadAllBytes(file), group.Key.Format, members.Length, members[0].ByteOffset, header.SampleCount, file);
            if (header.SampleCount is { } promised && frames[0].Length < promised)
                warnings.Add($"{group.Key.FileName}: the header promises {promised} samples a signal, the file holds {frames[0].Length}: {promised - frames[0].Length} are missing.");
            for (var i = 0; i < members.Length; i++, index++)
            {
                Verify(members[i], frames[i], header.SampleCount, warnings);
                samples[index] = members[i].ToPhysical(frames[i]);
            }
        }

        var length = samples.Min(s => s.Length);
        if (samples.Any(s => s.Length != length))
            samples = Array.ConvertAll(samples, s => s[..length]);
        var annotations = new List<Annotation>();
        var annotationFile = Path.ChangeExtension(path, ".atr");
        if (File.Exists(annotationFile))
            annotations = WfdbAnnotations.Read(annotationFile, header.SamplingRate);
        return new(new MemorySource(samples), [.. header.Signals.Select(s => s.Channel)], header.SamplingRate, new Annotations(annotations), Provenance.Of(Path.GetFileName(path), warnings));
    }

    // The header carries the 16-bit sum of all samples of a signal.
    private static void Verify(WfdbSignal signal, int[] samples, long? promised, List<string> warnings)
    {
        if (signal.Checksum is not { } expected || promised is null || samples.Length < promised)
            return;
        long sum = 0;
        foreach (var sample in samples)
            sum += sample;
        if ((short)(sum & 0xFFFF) != (short)(expected & 0xFFFF))
            warnings.Add($"{signal.FileName}, {signal.Channel.Name}: checksum {(short)(sum & 0xFFFF)} differs from the header's {(short)(expected & 0xFFFF)}; the signal file is damaged or not the one that the header describes.");
    }
}
