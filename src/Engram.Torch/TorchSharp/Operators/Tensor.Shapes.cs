namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator SqueezeAll = new("aten::squeeze");
        private static readonly Operator SqueezeDim = new("aten::squeeze", "dim");
        private static readonly Operator SqueezeAllInPlace = new("aten::squeeze_");
        private static readonly Operator SqueezeDimInPlace = new("aten::squeeze_", "dim");
        private static readonly Operator SliceTensor = new("aten::slice", "Tensor");
        private static readonly Operator TakeAlongDim = new("aten::take_along_dim");

        public Tensor squeeze(long? dim = null)
        {
            var call = new OperatorCall(dim.HasValue ? SqueezeDim : SqueezeAll, stackalloc NativeValue[2]);
            call.Add(this);
            if (dim.HasValue)
                call.Add(dim.Value);
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }

        public Tensor squeeze_(long? dim = null)
        {
            var call = new OperatorCall(dim.HasValue ? SqueezeDimInPlace : SqueezeAllInPlace, stackalloc NativeValue[2]);
            call.Add(this);
            if (dim.HasValue)
                call.Add(dim.Value);
            var result = call.InvokeInPlace(this);
            GC.KeepAlive(this);
            return result;
        }

        public Tensor slice(long dim, long start, long finish, long step)
        {
            var call = new OperatorCall(SliceTensor, stackalloc NativeValue[5]);
            call.Add(this);
            call.Add(dim);
            call.Add((long?)start);
            call.Add((long?)finish);
            call.Add(step);
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }

        public Tensor rot90(long k = 1, (long, long)? dims = null) => Rot90(k, dims is { } d ? [d.Item1, d.Item2] : [0, 1]);

        private static readonly Operator Rot90Operator = new("aten::rot90");

        private Tensor Rot90(long k, ReadOnlySpan<long> dims)
        {
            var call = new OperatorCall(Rot90Operator, stackalloc NativeValue[19]);
            call.Add(this);
            call.Add(k);
            call.Add(dims);
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }

        public Tensor take_along_dim(IEnumerable<long> indices)
        {
            using var index = tensor(indices.ToArray(), dtype: ScalarType.Int64, device: device);
            var call = new OperatorCall(TakeAlongDim, stackalloc NativeValue[3]);
            call.Add(this);
            call.Add(index);
            call.AddNone();
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }

        public Tensor take_along_dim(IEnumerable<long> indices, long dim)
        {
            using var index = tensor(indices.ToArray(), dtype: ScalarType.Int64, device: device);
            return take_along_dim(index, dim);
        }

        public Tensor[] vsplit(Tensor indices) => tensor_split(indices, 0);

        public Tensor[] hsplit(Tensor indices) => tensor_split(indices, Dimensions == 1 ? 0 : 1);

        public Tensor[] dsplit(Tensor indices) => tensor_split(indices, 2);

        /// <summary>The index of every non-zero element: one column [n, 1] for each dimension, as TorchSharp gives it.</summary>
        public IList<Tensor> nonzero_as_list()
        {
            using var indices = nonzero();
            return [.. indices.split(1, 1)];
        }
    }
}
