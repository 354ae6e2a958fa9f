namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator RandomLeakyRelu = new("aten::rrelu");
            private static readonly Operator RandomLeakyReluInPlace = new("aten::rrelu_");

            public static Tensor Hardshrink(Tensor x, double lambda = 0.5) => hardshrink(x, lambda);

            public static Tensor Hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) => hardtanh(x, min_val, max_val, inplace);

            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            public static Tensor Mish(Tensor x) => mish(x);

            public static Tensor SiLU(Tensor x, bool inplace = false) => silu(x, inplace);

            /// <summary>Softmax over the channels at each place of an image.</summary>
            public static Tensor softmax2d(Tensor x) => x.dim() is 3 or 4
                ? x.softmax(-3)
                : throw new ArgumentException($"softmax2d: expected an input of 3 or 4 dimensions, got [{string.Join(", ", x.shape)}].", nameof(x));

            public static Tensor softmin(Tensor x, long dim)
            {
                using var negative = x.neg();
                return negative.softmax(dim);
            }

            public static Tensor Softshrink(Tensor x, double lambda = 0.5) => softshrink(x, lambda);

            /// <summary>x / (1 + |x|).</summary>
            public static Tensor softsign(Tensor x, bool inplace = false)
            {
                using var size = x.abs();
                using var bound = size.add(1);
                return inplace ? x.div_(bound) : x.div(bound);
            }

            public static Tensor Softsign(Tensor x) => softsign(x);

            /// <summary>x - tanh x.</summary>
            public static Tensor tanhshrink(Tensor x, bool inplace = false)
            {
                using var bent = x.tanh();
                return inplace ? x.sub_(bent) : x.sub(bent);
            }

            public static Tensor Tanhshrink(Tensor x) => tanhshrink(x);

            public static Tensor Threshold(Tensor x, double threshold, double value, bool inplace = false) => functional.threshold(x, threshold, value, inplace);

            // rrelu as it is in training: the public function has no such argument.
            internal static Tensor RandomSlopes(Tensor x, double lower, double upper, bool inplace)
            {
                var call = new OperatorCall(inplace ? RandomLeakyReluInPlace : RandomLeakyRelu, stackalloc NativeValue[5]);
                call.Add(x);
                call.Add(lower);
                call.Add(upper);
                call.Add(true);
                call.AddNone();
                var result = inplace ? call.InvokeInPlace(x) : call.Invoke();
                GC.KeepAlive(x);
                return result;
            }
        }
    }
}
