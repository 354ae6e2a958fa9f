namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private long[]? sizes;
        private Device? place;
        private ScalarType? type_;

        /// <summary>Called after every in-place operator: sizes may have changed.</summary>
        internal void ForgetMetadata() => sizes = null;

        internal unsafe NativeMetadata Metadata()
        {
            NativeMetadata metadata;
            Native.Check(Native.engram_tensor_metadata(CheckedHandle("metadata"), &metadata), "tensor");
            type_ = (ScalarType)metadata.DataType;
            place ??= Device.FromPacked(metadata.Device);
            sizes ??= new ReadOnlySpan<long>(metadata.Sizes, (int)metadata.Dimensions).ToArray();
            GC.KeepAlive(this);
            return metadata;
        }

        internal static unsafe string DescribeHandle(nint handle)
        {
            NativeMetadata metadata;
            if (Native.engram_tensor_metadata(handle, &metadata) != 0)
                return "an invalid tensor";
            return $"{(ScalarType)metadata.DataType}[{string.Join(", ", new ReadOnlySpan<long>(metadata.Sizes, (int)metadata.Dimensions).ToArray())}]";
        }

        private long[] Sizes
        {
            get
            {
                CheckedHandle("shape");
                if (sizes is null)
                    Metadata();
                return sizes!;
            }
        }

        /// <summary>The sizes of the dimensions. Each call gives an array of its own.</summary>
        public long[] shape => Sizes.AsSpan().ToArray(); // several times faster than Clone

        public long[] size() => shape;

        public long size(int dim) => Sizes[WrapDimension(dim)];

        public long Dimensions => Sizes.Length;

        public long ndim => Sizes.Length;

        public long dim() => Sizes.Length;

        public long NumberOfElements
        {
            get
            {
                long product = 1;
                foreach (var size in Sizes)
                    product *= size;
                return product;
            }
        }

        public long numel() => NumberOfElements;

        public long ElementSize => dtype.ElementSize();

        public long element_size() => ElementSize;

        public ScalarType dtype
        {
            get
            {
                CheckedHandle("dtype");
                if (type_ is null)
                    Metadata();
                return type_!.Value;
            }
        }

        public Device device
        {
            get
            {
                CheckedHandle("device");
                if (place is null)
                    Metadata();
                return place!;
            }
        }

        public int device_index => device.index;

        public DeviceType device_type => device.type;

        public unsafe long[] stride()
        {
            var metadata = Metadata();
            return new ReadOnlySpan<long>(metadata.Strides, (int)metadata.Dimensions).ToArray();
        }

        public long stride(int dim) => stride()[WrapDimension(dim)];

        public long storage_offset() => Metadata().StorageOffset;

        public bool is_contiguous() => Has(NativeMetadata.Contiguous);

        public bool is_sparse => Has(NativeMetadata.Sparse);

        public bool is_leaf => Has(NativeMetadata.Leaf);

        public bool is_conj() => Has(NativeMetadata.Conjugate);

        public bool is_neg() => Has(NativeMetadata.Negative);

        public bool is_cuda => device.type == DeviceType.CUDA;

        public bool is_meta => device.type == DeviceType.META;

        public bool is_cpu() => device.type == DeviceType.CPU;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public string? name { get; set; }

        private bool Has(int flag) => (Metadata().Flags & flag) != 0;

        private int WrapDimension(int dimension)
        {
            var count = Sizes.Length;
            if (dimension < -count || dimension >= count)
                throw new ArgumentOutOfRangeException(nameof(dimension), $"Expected a dimension in [{-count}, {count - 1}] for a tensor of shape [{string.Join(", ", Sizes)}], got {dimension}.");
            return dimension < 0 ? dimension + count : dimension;
        }

        public Tensor T => Dimensions == 2 ? t() : numpy_T();

        public Tensor H => Dimensions switch { 0 => alias(), 2 => mH, _ => throw new InvalidOperationException($"H: expected a matrix, got {Dimensions} dimensions. Use mH for batches of matrices.") };

        public Tensor mT => transpose(-2, -1);

        public Tensor mH => mT.conj();

        private Tensor numpy_T()
        {
            var order = new long[Dimensions];
            for (var i = 0; i < order.Length; i++)
                order[i] = order.Length - 1 - i;
            return permute(order);
        }
    }
}
