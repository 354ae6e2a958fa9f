namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(StdDim, dimensions, unbiased, keepdim, type);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(StdDim, dimensions, unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(StdDim, [dim], unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(StdDim, [dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(StdDim, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(VarDim, dimensions, unbiased, keepdim, type);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(VarDim, dimensions, unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(VarDim, [dim], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(VarDim, [dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Spread(VarDim, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(StdMeanDim, dimensions, unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(StdMeanDim, dimensions, unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(StdMeanDim, [dim], unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(StdMeanDim, [dim.Item1, dim.Item2], unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(StdMeanDim, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(VarMeanDim, dimensions, unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(VarMeanDim, dimensions, unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(VarMeanDim, [dim], unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(VarMeanDim, [dim.Item1, dim.Item2], unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => SpreadAndMean(VarMeanDim, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        private static readonly Operator StdDim = new("aten::std", "dim");
        private static readonly Operator VarDim = new("aten::var", "dim");
        private static readonly Operator StdMeanDim = new("aten::std_mean", "dim");
        private static readonly Operator VarMeanDim = new("aten::var_mean", "dim");

        private Tensor Spread(Operator op, ReadOnlySpan<long> dimensions, bool unbiased, bool keepdim, ScalarType? type)
        {
            var source = type.HasValue ? to_type(type.Value) : this;
            var call = new OperatorCall(op, stackalloc NativeValue[20]);
            PushSpread(ref call, source, dimensions, unbiased, keepdim);
            var result = call.Invoke();
            GC.KeepAlive(source);
            return result;
        }

        private (Tensor, Tensor) SpreadAndMean(Operator op, ReadOnlySpan<long> dimensions, bool unbiased, bool keepdim, ScalarType? type)
        {
            var source = type.HasValue ? to_type(type.Value) : this;
            var call = new OperatorCall(op, stackalloc NativeValue[20]);
            PushSpread(ref call, source, dimensions, unbiased, keepdim);
            var result = call.Invoke2();
            GC.KeepAlive(source);
            return result;
        }

        private static void PushSpread(ref OperatorCall call, Tensor source, ReadOnlySpan<long> dimensions, bool unbiased, bool keepdim)
        {
            call.Add(source);
            call.Add(dimensions);
            call.Add(unbiased);
            call.Add(keepdim);
        }
    }
}
