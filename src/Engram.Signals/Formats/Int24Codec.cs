using System.Runtime.CompilerServices;

namespace Engram.Signals.Formats;

/// <summary>Signed 24-bit numbers, low byte first.</summary>
internal readonly struct Int24Codec : ISampleCodec
{
    public static int Size => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(ref byte at) => ((Unsafe.ReadUnaligned<ushort>(ref at) << 8) | (Unsafe.Add(ref at, 2) << 24)) >> 8;
}
