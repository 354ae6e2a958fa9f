using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Engram.Signals.Formats;

/// <summary>Reads the interleaved records of an EDF file through a memory map.</summary>
internal sealed class EdfSampleSource : ISampleSource
{
    private readonly MemoryMappedViewAccessor view;
    private readonly long start;
    private readonly long recordBytes;
    private readonly EdfSignal[] signals;
    private readonly int samplesPerRecord;

    public EdfSampleSource(string path, long start, long recordBytes, long records, EdfSignal[] signals, int samplesPerRecord)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        (this.start, this.recordBytes, this.signals, this.samplesPerRecord) = (start, recordBytes, signals, samplesPerRecord);
        SampleCount = records * samplesPerRecord;
    }

    public int ChannelCount => signals.Length;

    public long SampleCount { get; }

    public void Read(int channel, long start, Span<double> target)
    {
        var signal = signals[channel];
        var buffer = new short[samplesPerRecord];
        while (target.Length > 0)
        {
            var (record, within) = Math.DivRem(start, samplesPerRecord);
            var count = (int)Math.Min(target.Length, samplesPerRecord - within);
            view.ReadArray(this.start + (record * recordBytes) + signal.Offset + (2 * within), buffer, 0, count);
            for (var i = 0; i < count; i++)
            {
                var digital = BitConverter.IsLittleEndian ? buffer[i] : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(buffer[i]);
                target[i] = (signal.Scale * digital) + signal.Shift;
            }

            target = target[count..];
            start += count;
        }
    }
}
