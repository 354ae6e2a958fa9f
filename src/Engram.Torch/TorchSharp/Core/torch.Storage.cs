namespace TorchSharp;

public static partial class torch
{
    /// <summary>The memory that a tensor and its views share, as one flat array of elements.</summary>
    public abstract class Storage
    {
        // A view of the whole memory; null only for storages that a derived class builds without a tensor.
        private readonly Tensor? elements;
        private readonly IntPtr address;

        protected Storage()
        {
        }

        protected Storage(Tensor tensor) => elements = Whole(tensor);

        protected Storage(Tensor tensor, IntPtr data_ptr)
        {
            elements = tensor;
            address = data_ptr;
        }

        internal Tensor Elements => elements ?? throw new InvalidOperationException("This storage holds no tensor.");

        protected static Tensor CreateTypedTensor<T>(ScalarType dtype, IList<T> rawArray) => from_array(rawArray.ToArray(), dtype);

        public Storage<bool> @bool() => new(Elements.@bool());

        public Storage<byte> @byte() => new(Elements.@byte());

        /// <summary>The elements as UTF-16 code units (libtorch has no such type, so they are held as 16-bit integers).</summary>
        public Storage<char> @char() => new(Elements.@short());

        public Storage<int> @int() => new(Elements.@int());

        public Storage<long> @long() => new(Elements.@long());

        public Storage<float> @float() => new(Elements.@float());

        public Storage<double> @double() => new(Elements.@double());

        public Storage<(float, float)> complex_float() => new(Elements.cfloat());

        public Storage<System.Numerics.Complex> complex_double() => new(Elements.cdouble());

        public abstract int element_size();

        protected unsafe IntPtr data_ptr() => address != 0 ? address : (IntPtr)Elements.Metadata().Data;

        public ulong nbytes() => (ulong)(Elements.NumberOfElements * element_size());

        // libtorch refuses a view that looks beyond the memory; the longest one it grants tells how large the memory is.
        private static Tensor Whole(Tensor tensor)
        {
            if (tensor.device_type != DeviceType.CPU || tensor.is_sparse)
                throw new InvalidOperationException($"storage: expected a dense tensor on the CPU, got one on {tensor.device}. Call .to_dense() or .cpu() first.");
            using var plain = tensor.detach();
            long fits = 0;
            var shape = tensor.shape;
            var strides = tensor.stride();
            if (plain.NumberOfElements > 0)
                fits = tensor.storage_offset() + 1 + shape.Select((size, i) => (size - 1) * strides[i]).Sum();
            var step = 1L;
            while (Grants(plain, fits + step))
            {
                fits += step;
                step *= 2;
            }

            for (; step > 0; step /= 2)
            {
                if (Grants(plain, fits + step))
                    fits += step;
            }

            return plain.as_strided([fits], [1], 0);
        }

        private static bool Grants(Tensor tensor, long length)
        {
            try
            {
                tensor.as_strided([length], [1], 0).Dispose();
                return true;
            }
            catch (TorchException)
            {
                return false;
            }
        }
    }
}
