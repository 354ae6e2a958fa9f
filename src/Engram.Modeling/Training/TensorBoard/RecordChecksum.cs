using System.Numerics;

namespace Engram.Modeling.Training.TensorBoard;

/// <summary>The checksum of a TFRecord: CRC-32C (Castagnoli), rotated right by 15 bits, plus a constant.</summary>
internal static class RecordChecksum
{
    private const uint Mask = 0xA282EAD8;

    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + Mask;
    }
}
