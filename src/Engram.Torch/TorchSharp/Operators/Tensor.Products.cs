namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator TensorDot = new("aten::tensordot");
        private static readonly Operator LinalgCross = new("aten::linalg_cross");
        private static readonly Operator PolyGamma = new("aten::polygamma");
        private static readonly Operator RandomRange = new("aten::random_", "from");
        private static readonly Operator PseudoInverse = new("aten::linalg_pinv", "rcond_tensor");

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2)
        {
            var call = new OperatorCall(TensorDot, stackalloc NativeValue[36]);
            call.Add(this);
            call.Add(b);
            call.Add((ReadOnlySpan<long>)dims1);
            call.Add((ReadOnlySpan<long>)dims2);
            var result = call.Invoke();
            GC.KeepAlive(this);
            GC.KeepAlive(b);
            return result;
        }

        public Tensor tensordot(Tensor b, (long, long)[] dims) =>
            tensordot(b, Array.ConvertAll(dims, d => d.Item1), Array.ConvertAll(dims, d => d.Item2));

        /// <summary>Contracts the last <paramref name="dims"/> dimensions of this tensor with the first ones of <paramref name="b"/>.</summary>
        public Tensor tensordot(Tensor b, long dims = 2)
        {
            if (dims < 0 || dims > Dimensions || dims > b.Dimensions)
                throw new ArgumentOutOfRangeException(nameof(dims), $"tensordot: expected 0 <= dims <= {Math.Min(Dimensions, b.Dimensions)} for tensors of {Dimensions} and {b.Dimensions} dimensions, got {dims}.");
            var first = new long[dims];
            var second = new long[dims];
            for (var i = 0; i < dims; i++)
            {
                first[i] = Dimensions - dims + i;
                second[i] = i;
            }

            return tensordot(b, first, second);
        }

        public Tensor cross(Scalar other, long dim)
        {
            using var right = tensor(other, dtype, device).expand(shape);
            var call = new OperatorCall(LinalgCross, stackalloc NativeValue[3]);
            call.Add(this);
            call.Add(right);
            call.Add(dim);
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }

        public Tensor polygamma(long p)
        {
            var call = new OperatorCall(PolyGamma, stackalloc NativeValue[2]);
            call.Add(p);
            call.Add(this);
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }

        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false)
        {
            using var tolerance = tensor(rcond, ScalarType.Float64, device);
            var call = new OperatorCall(PseudoInverse, stackalloc NativeValue[3]);
            call.Add(this);
            call.Add(tolerance);
            call.Add(hermitian);
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }

        public Tensor arctan(Tensor other) => atan2(other);

        public Tensor arctan_(Tensor other) => atan2_(other);

        public Tensor random_(double from, double to, Generator? generator = null)
        {
            var call = new OperatorCall(RandomRange, stackalloc NativeValue[4]);
            call.Add(this);
            call.Add((long)from);
            call.Add((long?)(long)to);
            call.Add(generator);
            var result = call.InvokeInPlace(this);
            GC.KeepAlive(this);
            GC.KeepAlive(generator);
            return result;
        }

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        /// <summary>Copies a result into <paramref name="target"/> where the caller gave one, resizing it as an <c>out=</c> argument does.</summary>
        internal Tensor WriteTo(Tensor? target)
        {
            if (target is null)
                return this;
            if (!can_cast(dtype, target.dtype))
                throw new ArgumentException($"out: expected a tensor that can hold {dtype}, got one of {target.dtype}.");
            target.resize_(shape);
            target.copy_(this);
            Dispose();
            return target;
        }

        private static readonly Operator Resize = new("aten::resize_");

        internal Tensor resize_(ReadOnlySpan<long> size)
        {
            var call = new OperatorCall(Resize, stackalloc NativeValue[20]);
            call.Add(this);
            call.Add(size);
            call.AddNone();
            return call.InvokeInPlace(this);
        }
    }
}
