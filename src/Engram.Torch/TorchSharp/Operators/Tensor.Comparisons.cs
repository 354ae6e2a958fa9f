namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator KthValue = new("aten::kthvalue");
        private static readonly Operator UniqueAll = new("aten::_unique2");
        private static readonly Operator UniqueDim = new("aten::unique_dim");

        /// <summary>TorchSharp's <c>equal</c> is elementwise (<c>eq</c>); <see cref="Equals(Tensor)"/> compares whole tensors.</summary>
        public Tensor equal(Tensor target) => eq(target);

        private static readonly Operator EqualWhole = new("aten::equal");

        /// <summary>Whether both tensors have the same shape and the same elements.</summary>
        public bool Equals(Tensor target)
        {
            var call = new OperatorCall(EqualWhole, stackalloc NativeValue[2]);
            call.Add(this);
            call.Add(target);
            var result = call.InvokeBool();
            GC.KeepAlive(this);
            GC.KeepAlive(target);
            return result;
        }

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false)
        {
            var call = new OperatorCall(KthValue, stackalloc NativeValue[4]);
            call.Add(this);
            call.Add(k);
            call.Add(dim ?? -1);
            call.Add(keepdim);
            var result = call.Invoke2();
            GC.KeepAlive(this);
            return result;
        }

        /// <summary>The distinct elements (or slices along <paramref name="dim"/>), and on request where each came from and how often.</summary>
        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var call = new OperatorCall(dim.HasValue ? UniqueDim : UniqueAll, stackalloc NativeValue[5]);
            call.Add(this);
            if (dim.HasValue)
                call.Add((long)dim.Value);
            call.Add(sorted);
            call.Add(return_inverse);
            call.Add(return_counts);
            var result = Asked(call.Invoke3(), return_inverse, return_counts);
            GC.KeepAlive(this);
            return result;
        }

        private static readonly Operator UniqueConsecutive = new("aten::unique_consecutive");

        /// <summary>The elements (or slices along <paramref name="dim"/>) without those that equal their predecessor.</summary>
        public (Tensor output, Tensor inverse_indices, Tensor counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var call = new OperatorCall(UniqueConsecutive, stackalloc NativeValue[4]);
            call.Add(this);
            call.Add(return_inverse);
            call.Add(return_counts);
            call.Add((long?)dim);
            var result = Asked(call.Invoke3(), return_inverse, return_counts);
            GC.KeepAlive(this);
            return result;
        }

        // null where not asked for, as in TorchSharp
        private static (Tensor Output, Tensor Inverse, Tensor Counts) Asked((Tensor Output, Tensor Inverse, Tensor Counts) all, bool inverse, bool counts)
        {
            if (!inverse)
                all.Inverse.Dispose();
            if (!counts)
                all.Counts.Dispose();
            return (all.Output, inverse ? all.Inverse : null!, counts ? all.Counts : null!);
        }
    }
}
