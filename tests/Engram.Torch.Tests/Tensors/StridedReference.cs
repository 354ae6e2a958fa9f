namespace Engram.Torch.Tests.Tensors;

/// <summary>A plain model of strided indexing and broadcasting over one flat array, to compare tensors with.</summary>
internal sealed record StridedReference(long[] Data, long[] Shape, long[] Strides, long Offset)
{
    public static StridedReference Dense(long[] shape)
    {
        var strides = new long[shape.Length];
        long step = 1;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= shape[i];
        }

        return new([.. Enumerable.Range(0, (int)step).Select(i => (long)i * 3 - 7)], shape, strides, 0);
    }

    // Python's rule: negative positions count from the end, both are clipped to the dimension.
    public StridedReference Slice(int dimension, long? start, long? stop, long step)
    {
        var size = Shape[dimension];
        long Clip(long position) => Math.Clamp(position < 0 ? position + size : position, 0, size);
        var first = Clip(start ?? 0);
        var end = Clip(stop ?? size);
        var count = end > first ? (end - first + step - 1) / step : 0;
        return this with
        {
            Offset = Offset + (first * Strides[dimension]),
            Shape = Replace(Shape, dimension, count),
            Strides = Replace(Strides, dimension, Strides[dimension] * step),
        };
    }

    public StridedReference Select(int dimension, long index) => this with
    {
        Offset = Offset + ((index < 0 ? index + Shape[dimension] : index) * Strides[dimension]),
        Shape = [.. Shape[..dimension], .. Shape[(dimension + 1)..]],
        Strides = [.. Strides[..dimension], .. Strides[(dimension + 1)..]],
    };

    public StridedReference NewAxis(int dimension) => this with
    {
        Shape = [.. Shape[..dimension], 1, .. Shape[dimension..]],
        Strides = [.. Strides[..dimension], 0, .. Strides[dimension..]],
    };

    // A dimension of size 1 is read again and again: its stride becomes 0.
    public StridedReference BroadcastTo(long[] shape)
    {
        var missing = shape.Length - Shape.Length;
        var strides = new long[shape.Length];
        for (var i = missing; i < shape.Length; i++)
            strides[i] = Shape[i - missing] == 1 && shape[i] != 1 ? 0 : Strides[i - missing];
        return this with { Shape = shape, Strides = strides };
    }

    public IEnumerable<long> Positions()
    {
        var count = Shape.Aggregate(1L, (product, size) => product * size);
        for (long flat = 0; flat < count; flat++)
        {
            var position = Offset;
            var rest = flat;
            for (var i = Shape.Length - 1; i >= 0; i--)
            {
                position += rest % Shape[i] * Strides[i];
                rest /= Shape[i];
            }

            yield return position;
        }
    }

    public long[] Elements() => [.. Positions().Select(p => Data[p])];

    private static long[] Replace(long[] values, int index, long value)
    {
        var copy = values.ToArray();
        copy[index] = value;
        return copy;
    }
}
