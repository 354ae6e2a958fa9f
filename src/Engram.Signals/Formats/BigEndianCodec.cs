using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engram.Signals.Formats;

/// <summary>Numbers with the high byte first.</summary>
internal readonly struct BigEndianCodec<T> : ISampleCodec
    where T : unmanaged, INumberBase<T>
{
    public static int Size => Unsafe.SizeOf<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(ref byte at)
    {
        // The branches fall away when the struct is compiled for its T.
        if (Unsafe.SizeOf<T>() == 2)
        {
            var bits = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ref at));
            return double.CreateTruncating(Unsafe.BitCast<ushort, T>(bits));
        }

        if (Unsafe.SizeOf<T>() == 4)
        {
            var bits = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref at));
            return double.CreateTruncating(Unsafe.BitCast<uint, T>(bits));
        }

        return double.CreateTruncating(Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref at))));
    }
}
