namespace Engram.Signals.Formats;

/// <summary>
/// Continuous FIFF (Elekta/Neuromag, and what MNE writes), gzipped or split over several files: channels with coil geometry,
/// digitised points, annotations. Skipped stretches read as NaN and are annotated <c>BAD_gap</c>.
/// </summary>
public sealed class FiffRawReader : IFormatReader<Recording>
{
    private const double NextFileRole = 2;
    private const int MostParts = 1000;

    /// <inheritdoc/>
    public string Name => "FIFF";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".fif"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => FiffFile.HasSignature(head);

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Recording Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var warnings = new List<string>();
        var first = FiffFile.Read(file);
        var info = FiffInfo.Read(first);
        if (info.Channels.Length == 0)
            throw new SignalFormatException(file.Name, 0, "channels", "the file describes none");
        var parts = new List<(ISampleSource?, long)>();
        var gaps = new List<Annotation>();
        double firstSample = 0;
        var visited = new HashSet<string>();
        long total = 0;
        for (var part = first; part is not null && visited.Add(part.Name); part = Next(part, warnings))
        {
            if (visited.Count > MostParts)
                throw new SignalFormatException(file.Name, 0, "parts", $"the recording is split into more than {MostParts} files");
            var raw = RawBlock(part);
            if (ReferenceEquals(part, first))
                firstSample = part.Number(raw, FiffKind.FirstSample, "first sample") ?? 0;
            AddBuffers(part, raw, info, parts, gaps, ref firstSample, ref total, warnings);
        }

        var annotations = FiffAnnotations.Read(first, info.Start, firstSample / info.SamplingRate).With(gaps);
        return new(new SegmentedSource(info.Channels.Length, parts), info.Channels, info.SamplingRate, annotations, file.ToProvenance(warnings))
        {
            StartTime = info.Start?.AddSeconds(Math.Clamp(firstSample / info.SamplingRate, 0, 1e9)),
            Digitization = info.Digitization,
        };
    }

    private static FiffBlock RawBlock(FiffFile file) =>
        file.Root.Find(FiffKind.RawBlock).Concat(file.Root.Find(FiffKind.ContinuousBlock)).Concat(file.Root.Find(FiffKind.SmartRawBlock)).FirstOrDefault()
        ?? throw new SignalFormatException(file.Name, 0, "raw data",
            file.Root.Find(FiffKind.EvokedBlock).Any() ? "the file holds averages: open it with Fiff.LoadEvoked"
            : file.Root.Find(FiffKind.CovarianceBlock).Any() ? "the file holds a covariance: open it with Fiff.LoadCovariance" : "the file holds none");

    private static void AddBuffers(FiffFile file, FiffBlock raw, FiffInfo info, List<(ISampleSource?, long)> parts, List<Annotation> gaps, ref double firstSample, ref long total, List<string> warnings)
    {
        var channelCount = info.Channels.Length;
        var run = new List<FiffTag>(); // buffers of equal type, size and distance are one source
        long perBuffer = 0;
        var present = total;
        void Flush()
        {
            if (run.Count == 0)
                return;
            parts.Add((Source(file, info, run, perBuffer), perBuffer * run.Count));
            present += perBuffer * run.Count;
            run.Clear();
        }

        foreach (var tag in raw.Tags)
        {
            if (tag.Kind is FiffKind.DataSkip or FiffKind.DataSkipSamples)
            {
                Flush();
                // a skip counts buffers of the size of the others, or samples
                var size = tag.Kind == FiffKind.DataSkip ? NominalBuffer(raw, channelCount) : 1;
                var samples = file.Number(tag, "skip") * size;
                if (samples is < 0 or > 1e9)
                    throw new SignalFormatException(file.Name, tag.Offset, "skip", $"expected 0 to 1e9 samples, got {samples}");
                if (parts.Count == 0)
                    firstSample += samples; // before the first sample there is nothing to keep
                else if (samples > 0)
                    AddGap((long)samples);
            }
            else if (tag.Kind == FiffKind.DataBuffer)
            {
                var encoding = FiffKind.Encoding(tag.Type) ?? throw new SignalFormatException(file.Name, tag.Offset, "data buffer", $"expected numbers, got type {tag.Type}");
                var samples = tag.Size / SampleDecoder.Size(encoding) / channelCount;
                if (run.Count > 0 && (samples != perBuffer || tag.Type != run[0].Type || (run.Count > 1 && tag.Offset - run[^1].Offset != run[1].Offset - run[0].Offset)))
                    Flush();
                if (samples == 0)
                    continue;
                perBuffer = samples;
                run.Add(tag);
            }
        }

        Flush();
        total = present;
        if (file.MissingBytes > 0)
            warnings.Add($"{file.Name}: the last tag promises {file.MissingBytes} bytes that are missing.");
        void AddGap(long samples)
        {
            gaps.Add(new(present / info.SamplingRate, samples / info.SamplingRate, "BAD_gap"));
            parts.Add((null, samples));
            present += samples;
        }
    }

    private static long NominalBuffer(FiffBlock raw, int channelCount) => raw.Tag(FiffKind.DataBuffer) is { } tag && FiffKind.Encoding(tag.Type) is { } encoding ? tag.Size / SampleDecoder.Size(encoding) / channelCount : 0;

    private static StridedSource Source(FiffFile file, FiffInfo info, List<FiffTag> run, long perBuffer)
    {
        var encoding = FiffKind.Encoding(run[0].Type)!.Value;
        var size = SampleDecoder.Size(encoding);
        var distance = run.Count > 1 ? run[1].Offset - run[0].Offset : run[0].Size;
        var layouts = new ChannelLayout[info.Channels.Length];
        for (var c = 0; c < layouts.Length; c++)
            layouts[c] = new((long)c * size, layouts.Length * size, encoding, info.Calibrations[c] * info.Ranges[c], 0);
        return new(file.Bytes, run[0].Offset, distance, (int)perBuffer, perBuffer * run.Count, layouts);
    }

    private static FiffFile? Next(FiffFile file, List<string> warnings)
    {
        foreach (var reference in file.Root.Find(FiffKind.ReferenceBlock))
        {
            if (file.Number(reference, FiffKind.ReferenceRole, "role") != NextFileRole || reference.Tag(FiffKind.ReferenceFileName) is not { } tag)
                continue;
            var name = file.Text(tag);
            if (file.Bytes.Companion(Path.GetFileName(name)) is { } next)
                return FiffFile.Read(next);
            warnings.Add($"{file.Name}: the recording goes on in '{name}', which is missing beside it.");
        }

        return null;
    }
}
