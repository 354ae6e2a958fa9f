namespace Engram.Signals.Formats;

/// <summary>Opens the signal files that a WFDB header names.</summary>
internal static class WfdbSignals
{
    // Checksums need every sample; records up to this size are checked when they are opened.
    private const long LargestCheckedAtOnce = 64 << 20;

    /// <summary>One source for each sampling rate (the highest first), with the indices of its signals.</summary>
    public static IReadOnlyList<(int PerFrame, ISampleSource Source, int[] Signals)> Open(SignalFile file, WfdbHeader header, List<string> warnings)
    {
        var opened = new List<(int Signal, ISampleSource Source, int Channel)>();
        var frames = long.MaxValue;
        var groups = header.Signals.Index().Where(s => s.Item.FileName != "~").GroupBy(s => s.Item.FileName).Select(g => Group(file, header, [.. g])).ToArray();
        foreach (var group in groups)
            frames = Math.Min(frames, group.Frames);
        if (groups.Length == 0)
            frames = header.FrameCount ?? 0;
        if (header.FrameCount is { } promised && frames < promised)
            warnings.Add($"{file.Name}: the header promises {promised} samples a signal, the signal files hold {frames}: {promised - frames} are missing.");
        foreach (var group in groups)
        {
            foreach (var part in group.Members.GroupBy(m => (m.Signal.SamplesPerFrame, m.Signal.Skew)))
            {
                var members = part.ToArray();
                var source = group.Source(part.Key.SamplesPerFrame, members, frames, isDigital: false);
                if (header.FrameCount is { } all && frames >= all && group.Data.Length <= LargestCheckedAtOnce)
                    Verify(group.Data.Name, group.Source(part.Key.SamplesPerFrame, members, frames, isDigital: true), members, warnings);
                var skipped = Math.Min(part.Key.Skew, frames) * part.Key.SamplesPerFrame;
                if (skipped > 0)
                    source = new SegmentedSource(members.Length, [(new CroppedSource(source, skipped, source.SampleCount - skipped), source.SampleCount - skipped), (null, skipped)]);
                opened.AddRange(members.Select((m, i) => (m.Index, source, i)));
            }
        }

        return [.. header.Signals.Index().GroupBy(s => s.Item.SamplesPerFrame).OrderByDescending(g => g.Key).Select(rate =>
        {
            int[] indices = [.. rate.Select(s => s.Index)];
            var parts = Array.ConvertAll(indices, i => opened.Find(o => o.Signal == i) is { Source: not null } o ? ((ISampleSource?)o.Source, o.Channel) : (null, 0));
            return (rate.Key, (ISampleSource)new CombinedSource(frames * rate.Key, parts), indices);
        })];
    }

    private static WfdbSignalFile Group(SignalFile file, WfdbHeader header, (int Index, WfdbSignal Signal)[] members)
    {
        var first = members[0].Signal;
        if (members.FirstOrDefault(m => m.Signal.Format != first.Format || m.Signal.ByteOffset != first.ByteOffset).Signal is { } other)
            throw new SignalFormatException(file.Name, other.Line, "format", $"signals of one file must agree in format and offset; {first.FileName} has {first.Format}+{first.ByteOffset} and {other.Format}+{other.ByteOffset}");
        var data = file.Companion(first.FileName) ?? throw new SignalFormatException(file.Name, first.Line, "file name", $"names the signal file '{first.FileName}', which is not beside it");
        return new(data, header, members);
    }

    // The header carries the 16-bit sum of all samples of a signal.
    private static void Verify(string name, ISampleSource digital, (int Index, WfdbSignal Signal)[] members, List<string> warnings)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Signal.Checksum is not { } expected)
                continue;
            var actual = (short)(digital is WfdbPackedSource packed ? packed.Sum(i) : Sum(digital, i));
            if (actual != (short)(expected & 0xFFFF))
                warnings.Add($"{name}, {members[i].Signal.Channel.Name}: checksum {actual} differs from the header's {(short)(expected & 0xFFFF)}; the signal file is damaged or not the one that the header describes.");
        }
    }

    private static long Sum(ISampleSource digital, int channel)
    {
        var block = new double[(int)Math.Min(8192, digital.SampleCount)];
        double sum = 0; // whole numbers below 2^53 are exact
        for (long at = 0; at < digital.SampleCount; at += block.Length)
        {
            var window = block.AsSpan(0, (int)Math.Min(block.Length, digital.SampleCount - at));
            digital.Read(channel, at, window);
            sum += System.Numerics.Tensors.TensorPrimitives.Sum<double>(window);
        }

        return (long)sum;
    }
}
