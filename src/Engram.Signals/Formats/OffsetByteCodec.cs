using System.Runtime.CompilerServices;

namespace Engram.Signals.Formats;

/// <summary>Bytes whose zero is 128 (WFDB format 80).</summary>
internal readonly struct OffsetByteCodec : ISampleCodec
{
    public static int Size => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(ref byte at) => at - 128;
}
