using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Typed access to the elements of a tensor, in row-major order whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly bool isCopy;

    internal TensorAccessor(Tensor tensor)
    {
        // Elements on another device are read through a copy; writing to them needs copy_.
        isCopy = tensor.device_type != DeviceType.CPU || tensor.is_conj() || tensor.is_neg();
        this.tensor = isCopy ? tensor.cpu().resolve_conj().resolve_neg() : tensor;
    }

    public long Count => tensor.NumberOfElements;

    public bool IsReadOnly => isCopy;

    public T this[params long[] indices]
    {
        get => *Element(indices);
        set
        {
            if (IsReadOnly)
                throw new InvalidOperationException("The tensor is not in this process's memory; write to it with copy_ or fill_.");
            *Element(indices) = value;
        }
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    public Array ToNDArray()
    {
        var shape = tensor.shape;
        if (shape.Length == 0)
            return ToArray();
        var array = Array.CreateInstance(typeof(T), shape);
        fixed (byte* target = &System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array))
            CopyTo(new Span<T>(target, (int)Count));
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var length = checked((int)(Count - tensorIndex));
        var target = array[arrayIndex..];
        if (target.Length < length)
            throw new ArgumentException($"Expected room for {length} elements, got {target.Length}.", nameof(array));
        var metadata = tensor.Metadata();
        if ((metadata.Flags & NativeMetadata.Contiguous) != 0)
        {
            new ReadOnlySpan<T>((T*)metadata.Data + tensorIndex, length).CopyTo(target);
        }
        else
        {
            using var dense = tensor.contiguous();
            new ReadOnlySpan<T>((T*)dense.Metadata().Data + tensorIndex, length).CopyTo(target);
        }

        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        if (IsReadOnly)
            throw new InvalidOperationException("The tensor is not in this process's memory; write to it with copy_ or fill_.");
        var source = array[arrayIndex..];
        var length = (int)Math.Min(source.Length, Count - tensorIndex);
        var metadata = tensor.Metadata();
        if ((metadata.Flags & NativeMetadata.Contiguous) != 0)
        {
            source[..length].CopyTo(new Span<T>((T*)metadata.Data + tensorIndex, length));
            GC.KeepAlive(tensor);
            return;
        }

        using var dense = tensor.contiguous();
        source[..length].CopyTo(new Span<T>((T*)dense.Metadata().Data + tensorIndex, length));
        using var _ = no_grad();
        tensor.copy_(dense);
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) =>
        left is null ? right is null : right is not null && left.AsEnumerable().SequenceEqual(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && this == other;

    public override int GetHashCode() => tensor.GetHashCode();

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        if (isCopy)
            tensor.Dispose();
    }

    private T* Element(long[] indices)
    {
        var shape = tensor.shape;
        var strides = tensor.stride();
        if (indices.Length == 1 && shape.Length != 1)
            indices = Unravel(indices[0], shape);
        if (indices.Length != shape.Length)
            throw new ArgumentException($"Expected {shape.Length} indices, got {indices.Length}.");
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i])
                throw new ArgumentOutOfRangeException(nameof(indices), $"Index {indices[i]} is outside dimension {i} of size {shape[i]}.");
            offset += indices[i] * strides[i];
        }

        return (T*)tensor.Metadata().Data + offset;
    }

    private static long[] Unravel(long index, long[] shape)
    {
        var result = new long[shape.Length];
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            result[i] = index % shape[i];
            index /= shape[i];
        }

        if (index != 0)
            throw new ArgumentOutOfRangeException(nameof(index), "The flat index lies beyond the last element.");
        return result;
    }
}
