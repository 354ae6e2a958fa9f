using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engram.Signals.Formats;

/// <summary>Numbers in the machine's byte order, which on every supported machine is little-endian.</summary>
internal readonly struct NumberCodec<T> : ISampleCodec
    where T : unmanaged, INumberBase<T>
{
    public static int Size => Unsafe.SizeOf<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(ref byte at) => double.CreateTruncating(Unsafe.ReadUnaligned<T>(ref at));
}
