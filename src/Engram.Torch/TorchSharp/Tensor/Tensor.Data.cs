using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The only element, in the element type itself (a float32 tensor gives <see cref="float"/>).</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or <typeparamref name="T"/> is another type.</exception>
        public unsafe T item<T>()
            where T : unmanaged
        {
            long bits;
            var found = Native.engram_tensor_item(CheckedHandle("item"), &bits);
            GC.KeepAlive(this);
            if (found == (int)ScalarType.BFloat16 && typeof(T) == typeof(float))
                return (T)(object)BitConverter.Int32BitsToSingle((int)bits << 16); // bfloat16 is the upper half of a float
            if (found >= 0 && sizeof(T) <= sizeof(long) && typeof(T) == ((ScalarType)found).ManagedType())
                return Unsafe.ReadUnaligned<T>(&bits);
            if (NumberOfElements != 1)
                throw new ArgumentException($"item: expected exactly one element, got a tensor of shape [{string.Join(", ", Sizes)}].");
            ValidateElementType(typeof(T));
            if (device_type != DeviceType.CPU || is_neg() || is_conj())
            {
                using var here = cpu().resolve_conj().resolve_neg();
                return Unsafe.ReadUnaligned<T>(here.Metadata().Data);
            }

            var value = Unsafe.ReadUnaligned<T>(Metadata().Data);
            GC.KeepAlive(this);
            return value;
        }

        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateElementType(typeof(T));
            return new TensorAccessor<T>(this);
        }

        internal void ValidateElementType(Type type)
        {
            var expected = dtype.ManagedType();
            if (type != expected && !(dtype == ScalarType.BFloat16 && type == typeof(ushort)))
                throw new ArgumentException($"Expected the element type {expected.Name} for a tensor of {dtype}, got {type.Name}. Convert first, for example with .to_type(...), .ToDouble() or (double)tensor.");
        }

        /// <summary>Element <paramref name="i"/> of the storage order of a dense CPU tensor.</summary>
        public unsafe T ReadCpuValue<T>(long i)
            where T : unmanaged
        {
            var metadata = Metadata();
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException($"ReadCpu: expected a tensor on the CPU, got one on {device}. Call .cpu() first.");
            if (i < 0 || i >= metadata.Elements)
                throw new ArgumentOutOfRangeException(nameof(i), $"Expected an index below {metadata.Elements}, got {i}.");
            ValidateElementType(typeof(T));
            var value = ((T*)metadata.Data)[i];
            GC.KeepAlive(this);
            return value;
        }

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);

        public float ReadCpuBFloat16(long i) => BitConverter.Int32BitsToSingle(ReadCpuValue<ushort>(i) << 16);

        /// <summary>The raw memory of a dense CPU tensor. It is valid only as long as the tensor is.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var metadata = Metadata();
                if (device_type != DeviceType.CPU || (metadata.Flags & NativeMetadata.Contiguous) == 0)
                    throw new InvalidOperationException("bytes: expected a contiguous tensor on the CPU. Call .cpu().contiguous() first.");
                return new Span<byte>(metadata.Data, checked((int)(metadata.Elements * metadata.ElementSize)));
            }

            set
            {
                var target = bytes;
                if (value.Length != target.Length)
                    throw new ArgumentException($"bytes: expected {target.Length} bytes, got {value.Length}.");
                value.CopyTo(target);
            }
        }

        /// <exception cref="TorchException">There is not exactly one element.</exception>
        public Scalar ToScalar()
        {
            if (NumberOfElements != 1)
                throw new TorchException($"ToScalar: expected exactly one element, got a tensor of shape [{string.Join(", ", Sizes)}].");
            var call = new OperatorCall(LocalScalarDense, stackalloc NativeValue[1]);
            call.Add(this);
            var result = call.InvokeScalar();
            GC.KeepAlive(this);
            return result;
        }

        private static readonly Operator LocalScalarDense = new("aten::_local_scalar_dense");

        /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
        public bool is_nonzero() => NumberOfElements == 1
            ? ToScalar().ToBoolean()
            : throw new InvalidOperationException($"is_nonzero: expected exactly one element, got a tensor of shape [{string.Join(", ", Sizes)}].");

        /// <summary>Nested lists of the elements, or a <see cref="Scalar"/> for a tensor without dimensions.</summary>
        public object tolist()
        {
            if (Dimensions == 0)
                return ToScalar();
            var list = new List<object>();
            foreach (var part in unbind(0))
            {
                using (part)
                    list.Add(part.tolist());
            }

            return list;
        }

        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            ArgumentNullException.ThrowIfNull(stream);
            using var here = cpu().contiguous();
            var metadata = here.Metadata();
            using var memory = new UnmanagedMemoryStream((byte*)metadata.Data, metadata.Elements * metadata.ElementSize);
            memory.CopyTo(stream, Math.Max(bufferSize, 1));
        }

        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            ArgumentNullException.ThrowIfNull(stream);
            using var here = (is_contiguous() && device_type == DeviceType.CPU) ? alias() : torch.empty(Sizes, dtype);
            var metadata = here.Metadata();
            var left = metadata.Elements * metadata.ElementSize;
            var target = (byte*)metadata.Data;
            while (left > 0)
            {
                var part = (int)Math.Min(left, 1 << 20);
                stream.ReadExactly(new Span<byte>(target, part));
                target += part;
                left -= part;
            }

            if (!is_contiguous() || device_type != DeviceType.CPU)
                copy_(here);
        }

        internal unsafe void CopyFromSpan<T>(ReadOnlySpan<T> source)
            where T : unmanaged
        {
            var metadata = Metadata();
            source.CopyTo(new Span<T>(metadata.Data, source.Length));
            GC.KeepAlive(this);
        }
    }
}
