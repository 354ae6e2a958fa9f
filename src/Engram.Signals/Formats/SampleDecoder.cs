using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Signals.Formats;

/// <summary>Turns stored samples into numbers.</summary>
internal static class SampleDecoder
{
    public static int Size(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Int8 or SampleEncoding.UInt8 or SampleEncoding.OffsetInt8 => 1,
        SampleEncoding.Int16 or SampleEncoding.UInt16 or SampleEncoding.Int16BigEndian or SampleEncoding.UInt16BigEndian => 2,
        SampleEncoding.Int24 or SampleEncoding.UInt24 => 3,
        SampleEncoding.Int64 or SampleEncoding.UInt64 or SampleEncoding.Float64 or SampleEncoding.Int64BigEndian or SampleEncoding.UInt64BigEndian or SampleEncoding.Float64BigEndian => 8,
        _ => 4,
    };

    /// <summary>Fills the target with value = Scale · digital + Shift; sample i lies at byte i · Stride.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, in ChannelLayout layout, Span<double> target)
    {
        switch (layout.Encoding)
        {
            case SampleEncoding.Int16 when layout.Stride == 2 && layout.Missing is null:
                DecodeInt16(bytes, layout.Scale, layout.Shift, target);
                break;
            case SampleEncoding.Int24 when layout.Stride == 3 && layout.Missing is null:
                DecodeInt24(bytes, layout.Scale, layout.Shift, target);
                break;
            case SampleEncoding.Int8: Loop<NumberCodec<sbyte>>(bytes, layout, target); break;
            case SampleEncoding.UInt8: Loop<NumberCodec<byte>>(bytes, layout, target); break;
            case SampleEncoding.OffsetInt8: Loop<OffsetByteCodec>(bytes, layout, target); break;
            case SampleEncoding.Int16: Loop<NumberCodec<short>>(bytes, layout, target); break;
            case SampleEncoding.UInt16: Loop<NumberCodec<ushort>>(bytes, layout, target); break;
            case SampleEncoding.Int24: Loop<Int24Codec>(bytes, layout, target); break;
            case SampleEncoding.UInt24: Loop<UInt24Codec>(bytes, layout, target); break;
            case SampleEncoding.Int32: Loop<NumberCodec<int>>(bytes, layout, target); break;
            case SampleEncoding.UInt32: Loop<NumberCodec<uint>>(bytes, layout, target); break;
            case SampleEncoding.Int64: Loop<NumberCodec<long>>(bytes, layout, target); break;
            case SampleEncoding.UInt64: Loop<NumberCodec<ulong>>(bytes, layout, target); break;
            case SampleEncoding.Float32: Loop<NumberCodec<float>>(bytes, layout, target); break;
            case SampleEncoding.Float64: Loop<NumberCodec<double>>(bytes, layout, target); break;
            case SampleEncoding.Int16BigEndian: Loop<BigEndianCodec<short>>(bytes, layout, target); break;
            case SampleEncoding.UInt16BigEndian: Loop<BigEndianCodec<ushort>>(bytes, layout, target); break;
            case SampleEncoding.Int32BigEndian: Loop<BigEndianCodec<int>>(bytes, layout, target); break;
            case SampleEncoding.UInt32BigEndian: Loop<BigEndianCodec<uint>>(bytes, layout, target); break;
            case SampleEncoding.Int64BigEndian: Loop<BigEndianCodec<long>>(bytes, layout, target); break;
            case SampleEncoding.UInt64BigEndian: Loop<BigEndianCodec<ulong>>(bytes, layout, target); break;
            case SampleEncoding.Float32BigEndian: Loop<BigEndianCodec<float>>(bytes, layout, target); break;
            default: Loop<BigEndianCodec<double>>(bytes, layout, target); break;
        }
    }

    private static void Loop<TCodec>(ReadOnlySpan<byte> bytes, in ChannelLayout layout, Span<double> target)
        where TCodec : struct, ISampleCodec
    {
        RequireEnough(bytes.Length, layout.Stride, TCodec.Size, target.Length);
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var (scale, shift, stride) = (layout.Scale, layout.Shift, (nint)layout.Stride);
        nint at = 0;
        if (layout.Missing is { } missing)
        {
            for (var i = 0; i < target.Length; i++, at += stride)
            {
                var digital = TCodec.Read(ref Unsafe.Add(ref first, at));
                target[i] = digital == missing ? double.NaN : (scale * digital) + shift;
            }

            return;
        }

        for (var i = 0; i < target.Length; i++, at += stride)
            target[i] = (scale * TCodec.Read(ref Unsafe.Add(ref first, at))) + shift;
    }

    // The commonest case, eight samples at a time; product and sum are rounded as in the loop, so windows equal the whole bit for bit.
    private static void DecodeInt16(ReadOnlySpan<byte> bytes, double scale, double shift, Span<double> target)
    {
        RequireEnough(bytes.Length, 2, 2, target.Length);
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var i = 0;
        if (Avx512F.IsSupported)
        {
            var (scales, shifts) = (Vector512.Create(scale), Vector512.Create(shift));
            for (; i <= target.Length - 8; i += 8)
            {
                var digital = Avx2.ConvertToVector256Int32(Unsafe.ReadUnaligned<Vector128<short>>(ref Unsafe.Add(ref first, (nint)(2 * i))));
                ((Avx512F.ConvertToVector512Double(digital) * scales) + shifts).CopyTo(target[i..]);
            }
        }
        else if (Avx2.IsSupported)
        {
            var (scales, shifts) = (Vector256.Create(scale), Vector256.Create(shift));
            for (; i <= target.Length - 8; i += 8)
            {
                var digital = Avx2.ConvertToVector256Int32(Unsafe.ReadUnaligned<Vector128<short>>(ref Unsafe.Add(ref first, (nint)(2 * i))));
                ((Avx.ConvertToVector256Double(digital.GetLower()) * scales) + shifts).CopyTo(target[i..]);
                ((Avx.ConvertToVector256Double(digital.GetUpper()) * scales) + shifts).CopyTo(target[(i + 4)..]);
            }
        }

        for (; i < target.Length; i++)
            target[i] = (scale * Unsafe.ReadUnaligned<short>(ref Unsafe.Add(ref first, (nint)(2 * i)))) + shift;
    }

    // Four samples at a time: their bytes are moved to the top of four integers, whose shift downwards keeps the sign.
    private static void DecodeInt24(ReadOnlySpan<byte> bytes, double scale, double shift, Span<double> target)
    {
        RequireEnough(bytes.Length, 3, 3, target.Length);
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var i = 0;
        if (Avx2.IsSupported)
        {
            var places = Vector128.Create((byte)255, 0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11);
            var (scales, shifts) = (Vector256.Create(scale), Vector256.Create(shift));
            for (; (3 * i) + 16 <= bytes.Length && i <= target.Length - 4; i += 4)
            {
                var packed = Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref first, (nint)(3 * i)));
                var digital = Vector128.ShiftRightArithmetic(Ssse3.Shuffle(packed, places).AsInt32(), 8);
                ((Avx.ConvertToVector256Double(digital) * scales) + shifts).CopyTo(target[i..]);
            }
        }

        for (; i < target.Length; i++)
            target[i] = (scale * Int24Codec.Read(ref Unsafe.Add(ref first, (nint)(3 * i)))) + shift;
    }

    private static void RequireEnough(int length, int stride, int size, int count)
    {
        if (count > 0 && ((long)(count - 1) * stride) + size > length)
            throw new ArgumentException($"Expected {((long)(count - 1) * stride) + size} bytes, got {length}.", nameof(length));
    }
}
