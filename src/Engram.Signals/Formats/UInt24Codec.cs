using System.Runtime.CompilerServices;

namespace Engram.Signals.Formats;

/// <summary>Unsigned 24-bit numbers, low byte first.</summary>
internal readonly struct UInt24Codec : ISampleCodec
{
    public static int Size => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(ref byte at) => Unsafe.ReadUnaligned<ushort>(ref at) | (Unsafe.Add(ref at, 2) << 16);
}
