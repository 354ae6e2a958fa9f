using System.Collections;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The memory of a tensor as elements of type <typeparamref name="T"/>. Writing to it writes to the tensor.</summary>
    public sealed unsafe class Storage<T> : Storage, IDisposable, IEnumerable<T>
        where T : unmanaged
    {
        internal Storage(Tensor tensor)
            : base(tensor)
        {
        }

        private Storage(Tensor elements, IntPtr address)
            : base(elements, address)
        {
        }

        private Span<T> Span
        {
            get
            {
                _ = Elements.CheckedHandle("storage");
                return new((void*)data_ptr(), Count);
            }
        }

        public Device device => Elements.device;

        public T this[int index]
        {
            get => Span[index];
            set => Span[index] = value;
        }

        /// <summary>The part from the first to before the second position; null stands for the beginning or the end.</summary>
        public Storage<T> this[(int?, int?) range]
        {
            get => Part(range.Item1 ?? 0, range.Item2 ?? Count);
            set => Assign(range.Item1 ?? 0, range.Item2 ?? Count, value);
        }

        public Storage<T> this[Range range]
        {
            get => Part(range.Start.GetOffset(Count), range.End.GetOffset(Count));
            set => Assign(range.Start.GetOffset(Count), range.End.GetOffset(Count), value);
        }

        public int Count => checked((int)Elements.NumberOfElements);

        public bool IsReadOnly => false;

        public override int element_size() => sizeof(T);

        public Storage<T> cuda(Device? device = null) => new(Elements.cuda(device));

        public Storage<T> cpu() => new(Elements.cpu());

        public T[] ToArray() => Span.ToArray();

        public static implicit operator Storage<T>(T value) => new(from_array(new[] { value }, CPU));

        /// <summary>Writes the elements of <paramref name="array"/> from the beginning on.</summary>
        public void copy_(IList<T> array)
        {
            var target = Span;
            if (array.Count > target.Length)
                throw new ArgumentException($"copy_: expected at most {target.Length} elements, got {array.Count}.", nameof(array));
            for (var i = 0; i < array.Count; i++)
                target[i] = array[i];
        }

        public void fill_(T value) => Span.Fill(value);

        public IList<T> tolist() => ToArray();

        public bool Contains(T item) => IndexOf(item) >= 0;

        /// <summary>Copies all elements to <paramref name="array"/>, from its position <paramref name="arrayIndex"/> on.</summary>
        public void CopyTo(IList<T> array, int arrayIndex)
        {
            var source = Span;
            if (arrayIndex < 0 || arrayIndex + source.Length > array.Count)
                throw new ArgumentException($"CopyTo: expected room for {source.Length} elements from position {arrayIndex} on, got an array of {array.Count}.", nameof(array));
            for (var i = 0; i < source.Length; i++)
                array[arrayIndex + i] = source[i];
        }

        /// <summary>Fills the storage with the elements of <paramref name="array"/> from its position <paramref name="arrayIndex"/> on.</summary>
        public void CopyFrom(IList<T> array, int arrayIndex)
        {
            var target = Span;
            if (arrayIndex < 0 || arrayIndex > array.Count)
                throw new ArgumentOutOfRangeException(nameof(arrayIndex), $"CopyFrom: expected a position in [0, {array.Count}], got {arrayIndex}.");
            for (var i = 0; i < Math.Min(target.Length, array.Count - arrayIndex); i++)
                target[i] = array[arrayIndex + i];
        }

        public int IndexOf(T item)
        {
            var source = Span;
            for (var i = 0; i < source.Length; i++)
            {
                if (EqualityComparer<T>.Default.Equals(source[i], item))
                    return i;
            }

            return -1;
        }

        public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public void Dispose() => Elements.Dispose();

        private Storage<T> Part(int first, int end)
        {
            _ = Span[first..end]; // throws where the range lies outside
            return new(Elements.narrow(0, first, end - first), data_ptr() + (first * sizeof(T)));
        }

        private void Assign(int first, int end, Storage<T> value)
        {
            var target = Span[first..end];
            if (value.Count == 1)
                target.Fill(value[0]);
            else if (value.Count == target.Length)
                value.Span.CopyTo(target);
            else
                throw new InvalidOperationException($"Expected one element or {target.Length} for the range {first}..{end}, got {value.Count}.");
        }
    }

    public partial class Tensor
    {
        /// <summary>The memory behind the tensor, of which a view sees only a part.</summary>
        public Storage<T> storage<T>()
            where T : unmanaged => new(dtype == typeof(T).ToScalarType() ? this : to_type(typeof(T).ToScalarType()));
    }

    public static bool is_storage(object obj) => obj is Storage;
}
