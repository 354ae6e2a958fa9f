namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator SparseTensor = new("aten::sparse_coo_tensor", "indices_size");

    /// <summary>A tensor of <paramref name="size"/> that is zero but for <paramref name="values"/> at the columns of <paramref name="indices"/>.</summary>
    public static Tensor sparse_coo_tensor(Tensor indices, Tensor values, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        using var typed = values.to_type(dtype ?? values.dtype); // libtorch 1.13 takes the type of the values, whatever dtype says
        var call = new OperatorCall(SparseTensor, stackalloc NativeValue[23]);
        call.Add(indices);
        call.Add(typed);
        call.Add((ReadOnlySpan<long>)size);
        call.Add((ScalarType?)typed.dtype);
        call.AddNone(); // layout: the operator knows
        call.Add(device ?? values.device);
        call.AddNone();
        var result = call.Invoke().Name(names);
        GC.KeepAlive(indices);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor sparse(Tensor indices, Tensor values, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        sparse_coo_tensor(indices, values, size, dtype, device, requires_grad, names);

    public partial class Tensor
    {
        private static readonly Operator RawIndices = new("aten::_indices");
        private static readonly Operator RawValues = new("aten::_values");

        /// <summary>The positions of a sparse tensor's elements, one column each.</summary>
        public Tensor SparseIndices => SparsePart(RawIndices);

        /// <summary>The elements of a sparse tensor, in the order of <see cref="SparseIndices"/>.</summary>
        public Tensor SparseValues => SparsePart(RawValues);

        private Tensor SparsePart(Operator op)
        {
            if (!is_sparse)
                throw new InvalidOperationException($"Expected a sparse tensor, got a dense one of shape [{string.Join(", ", Sizes)}]. Build sparse tensors with sparse_coo_tensor.");
            var call = new OperatorCall(op, stackalloc NativeValue[1]);
            call.Add(this);
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }
    }
}
