namespace Engram.Signals.Formats;

/// <summary>One signal file of a WFDB record and the signals in it.</summary>
internal sealed class WfdbSignalFile
{
    private readonly int format;
    private readonly int byteOffset;
    private readonly int frameSamples;
    private readonly long[] offsets;

    public WfdbSignalFile(SignalFile data, WfdbHeader header, (int Index, WfdbSignal Signal)[] members)
    {
        (Data, Members, format, byteOffset) = (data, members, members[0].Signal.Format, members[0].Signal.ByteOffset);
        if (byteOffset > data.Length)
            throw new SignalFormatException(data.Name, data.Length, "signal data", $"the header puts the first sample at byte {byteOffset}, beyond the end");
        offsets = new long[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            offsets[i] = frameSamples;
            frameSamples = checked(frameSamples + members[i].Signal.SamplesPerFrame);
        }

        var bytes = data.Length - byteOffset;
        var samples = format is 212 or 310 or 311 ? WfdbPackedSource.SamplesIn(bytes, format) : bytes / SampleDecoder.Size(Encoding);
        Frames = Math.Min(samples / frameSamples, header.FrameCount ?? long.MaxValue);
    }

    public SignalFile Data { get; }

    public IReadOnlyList<(int Index, WfdbSignal Signal)> Members { get; }

    public long Frames { get; }

    private SampleEncoding Encoding => format switch
    {
        8 => SampleEncoding.Int8,
        16 => SampleEncoding.Int16,
        24 => SampleEncoding.Int24,
        32 => SampleEncoding.Int32,
        61 => SampleEncoding.Int16BigEndian,
        80 => SampleEncoding.OffsetInt8,
        160 => SampleEncoding.UInt16,
        _ => throw new SignalFormatException(Data.Name, 0, "format", $"expected one of 8, 16, 24, 32, 61, 80, 160, 212, 310, 311, got {format}"),
    };

    /// <summary>The source of some signals with the same number of samples a frame, in SI units or as the stored numbers.</summary>
    public ISampleSource Source(int perFrame, (int Index, WfdbSignal Signal)[] members, long frames, bool isDigital)
    {
        var isPacked = format is 212 or 310 or 311;
        var size = isPacked ? 1 : SampleDecoder.Size(Encoding);
        // In the commonest case the file is one block, in which a channel comes again with each frame.
        var isSimple = perFrame == 1 && frames <= int.MaxValue;
        var layouts = Array.ConvertAll(members, m =>
        {
            var place = offsets[Members.Index().First(o => o.Item.Index == m.Index).Index];
            double zero = format == 160 ? 32768 : 0; // 160 stores offset binary
            var (scale, shift) = isDigital ? (1.0, -zero) : (m.Signal.Scale, -m.Signal.Scale * (m.Signal.Baseline + zero));
            return new ChannelLayout(isPacked ? place : place * size, isSimple ? frameSamples * size : size, isPacked ? SampleEncoding.Int16 : Encoding, scale, shift)
            {
                Missing = isDigital ? null : m.Signal.Missing + zero,
            };
        });
        if (isPacked)
            return new WfdbPackedSource(Data, byteOffset, format, frameSamples, perFrame, frames, layouts);
        var source = new StridedSource(Data, byteOffset, (long)frameSamples * size, isSimple ? (int)Math.Max(1, frames) : perFrame, frames * perFrame, layouts);
        return format == 8 ? Integrate(source, members, isDigital) : source;
    }

    // Format 8 stores differences: all samples before the wanted one are needed, so they are summed once.
    private static MemorySource Integrate(StridedSource differences, (int Index, WfdbSignal Signal)[] members, bool isDigital)
    {
        var rows = new double[members.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            var (scale, baseline) = isDigital ? (1.0, 0) : (members[i].Signal.Scale, members[i].Signal.Baseline);
            rows[i] = new double[checked((int)differences.SampleCount)];
            differences.Read(i, 0, rows[i]);
            double value = members[i].Signal.InitialValue;
            for (var t = 0; t < rows[i].Length; t++)
            {
                // the layout has calibrated the difference; undo its shift, which belongs to the sum
                value += isDigital ? rows[i][t] : Math.Round((rows[i][t] / scale) + baseline);
                rows[i][t] = scale * (value - baseline);
            }
        }

        return new(rows);
    }
}
