using System.Runtime.InteropServices;
using Engram.Signals.Formats;

namespace Engram.Signals;

/// <summary>Numbers with a shape, as array files hold them: the last axis runs fastest.</summary>
public sealed class NumericArray
{
    private readonly byte[] bytes;

    internal NumericArray(NumberType type, IReadOnlyList<int> shape, byte[] bytes) => (Type, Shape, this.bytes) = (type, shape, bytes);

    /// <summary>An array of double-precision numbers.</summary>
    /// <param name="values">Values, last axis fastest.</param>
    /// <param name="shape">Lengths of the axes; one axis when left out.</param>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    public NumericArray(ReadOnlySpan<double> values, params IReadOnlyList<int> shape)
        : this(NumberType.Float64, ShapeFor(values.Length, shape), MemoryMarshal.AsBytes(values).ToArray())
    {
    }

    /// <summary>An array of single-precision numbers.</summary>
    /// <param name="values">Values, last axis fastest.</param>
    /// <param name="shape">Lengths of the axes; one axis when left out.</param>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    public NumericArray(ReadOnlySpan<float> values, params IReadOnlyList<int> shape)
        : this(NumberType.Float32, ShapeFor(values.Length, shape), MemoryMarshal.AsBytes(values).ToArray())
    {
    }

    /// <summary>How the numbers are stored.</summary>
    public NumberType Type { get; }

    /// <summary>Lengths of the axes; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>How many numbers there are.</summary>
    public int Count => bytes.Length / SampleDecoder.Size(Type.Encoding());

    /// <summary>The only number.</summary>
    /// <exception cref="InvalidOperationException">There are none or several.</exception>
    public double Number => Count == 1 ? ToDoubles()[0] : throw new InvalidOperationException($"Expected one number, the array has {Count}.");

    internal ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>All numbers, last axis fastest. Whole numbers beyond 2^53 are rounded.</summary>
    public double[] ToDoubles()
    {
        var values = new double[Count];
        SampleDecoder.Decode(bytes, new(0, SampleDecoder.Size(Type.Encoding()), Type.Encoding(), 1, 0), values);
        return values;
    }

    /// <summary>All numbers in single precision, last axis fastest.</summary>
    public float[] ToSingles() => Type == NumberType.Float32 ? MemoryMarshal.Cast<byte, float>(bytes).ToArray() : Array.ConvertAll(ToDoubles(), v => (float)v);

    /// <summary>Whole numbers, exact.</summary>
    /// <exception cref="InvalidOperationException">The array holds fractions' types.</exception>
    public long[] ToIntegers() => Type switch
    {
        NumberType.Int64 or NumberType.UInt64 => MemoryMarshal.Cast<byte, long>(bytes).ToArray(),
        NumberType.Float32 or NumberType.Float64 => throw new InvalidOperationException($"Expected whole numbers, the array holds {Type}."),
        _ => Array.ConvertAll(ToDoubles(), v => (long)v),
    };

    /// <summary>The rows of an array of two axes.</summary>
    /// <exception cref="InvalidOperationException">There are not two axes.</exception>
    public double[][] ToRows()
    {
        if (Shape is not [var rows, var columns])
            throw new InvalidOperationException($"Expected two axes, the array has {Shape.Count}.");
        var values = ToDoubles();
        return [.. Enumerable.Range(0, rows).Select(r => values[(r * columns)..((r + 1) * columns)])];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}]";

    /// <summary>Reorders from first axis fastest (MATLAB, Fortran) to last axis fastest.</summary>
    internal static byte[] FromColumnMajor(ReadOnlySpan<byte> source, IReadOnlyList<int> shape, int size)
    {
        var target = new byte[source.Length];
        if (shape.Count(n => n != 1) < 2)
        {
            source.CopyTo(target);
            return target;
        }

        var index = new int[shape.Count];
        var strides = new long[shape.Count];
        long stride = size;
        for (var axis = 0; axis < strides.Length; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        long from = 0;
        for (var to = 0; to < target.Length; to += size)
        {
            source.Slice((int)from, size).CopyTo(target.AsSpan(to));
            for (var axis = strides.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return target;
    }

    private static IReadOnlyList<int> ShapeFor(int count, IReadOnlyList<int> shape)
    {
        if (shape.Count == 0)
            return [count];
        return shape.Aggregate(1L, (p, n) => p * n) == count ? shape : throw new ArgumentException($"Expected {string.Join("×", shape)} values, got {count}.", nameof(shape));
    }
}
