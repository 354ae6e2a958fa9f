using System.Buffers.Binary;

namespace Engram.Signals.Formats;

/// <summary>The binary packings of WFDB signal files. Samples of all signals of a file alternate.</summary>
internal static class WfdbPacking
{
    /// <summary>Unpacks a file into one row for each signal; a file that ends early gives the whole frames that are there.</summary>
    public static int[][] Unpack(ReadOnlySpan<byte> bytes, int format, int signals, int byteOffset, long? samples, string file)
    {
        if (byteOffset > bytes.Length)
            throw new SignalFormatException(file, bytes.Length, "signal data", $"the header puts the first sample at byte {byteOffset}, beyond the end");
        bytes = bytes[byteOffset..];
        var total = format switch
        {
            80 => bytes.Length,
            16 or 61 => bytes.Length / 2,
            212 => (bytes.Length / 3 * 2) + (bytes.Length % 3 == 2 ? 1 : 0),
            24 => bytes.Length / 3,
            32 => bytes.Length / 4,
            _ => throw new SignalFormatException(file, 0, "format", $"expected one of 16, 24, 32, 61, 80, 212, got {format}"),
        };
        var frames = (int)Math.Min(total / signals, samples ?? long.MaxValue);
        var rows = new int[signals][];
        for (var s = 0; s < signals; s++)
            rows[s] = new int[frames];
        for (int i = 0, at = 0; i < frames; i++)
        {
            for (var s = 0; s < signals; s++, at++)
                rows[s][i] = Sample(bytes, format, at);
        }

        return rows;
    }

    private static int Sample(ReadOnlySpan<byte> bytes, int format, int index)
    {
        switch (format)
        {
            case 80:
                return bytes[index] - 128;
            case 16:
                return BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * index)..]);
            case 61:
                return BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * index)..]);
            case 24:
                var low = bytes[(3 * index)..];
                return ((low[0] | (low[1] << 8) | (low[2] << 16)) << 8) >> 8;
            case 32:
                return BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * index)..]);
            default:
                // 212: two 12-bit samples in three bytes; the middle byte holds both high nibbles
                var triple = bytes[(index / 2 * 3)..];
                var raw = index % 2 == 0 ? triple[0] | ((triple[1] & 0x0F) << 8) : triple[2] | ((triple[1] & 0xF0) << 4);
                return (raw << 20) >> 20;
        }
    }
}
