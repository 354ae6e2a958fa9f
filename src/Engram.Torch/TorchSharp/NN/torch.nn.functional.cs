namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator CrossEntropy = new("aten::cross_entropy_loss");
            private static readonly Operator PadOperator = new("aten::pad");
            private static readonly Operator EmbeddingOperator = new("aten::embedding");
            private static readonly Operator EmbeddingRenorm = new("aten::embedding_renorm_");

            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0)
            {
                var call = new OperatorCall(CrossEntropy, stackalloc NativeValue[6]);
                call.Add(input);
                call.Add(target);
                call.Add(weight);
                call.Add((long)reduction);
                call.Add(ignore_index);
                call.Add(label_smoothing);
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(target);
                GC.KeepAlive(weight);
                return result;
            }

            internal static Tensor embedding(Tensor weight, Tensor indices, long padding_idx, bool scale_grad_by_freq, bool sparse)
            {
                var call = new OperatorCall(EmbeddingOperator, stackalloc NativeValue[5]);
                call.Add(weight);
                call.Add(indices);
                call.Add(padding_idx);
                call.Add(scale_grad_by_freq);
                call.Add(sparse);
                var result = call.Invoke();
                GC.KeepAlive(weight);
                GC.KeepAlive(indices);
                return result;
            }

            internal static void embedding_renorm_(Tensor weight, Tensor indices, double max_norm, double norm_type)
            {
                var call = new OperatorCall(EmbeddingRenorm, stackalloc NativeValue[4]);
                call.Add(weight);
                call.Add(indices);
                call.Add(max_norm);
                call.Add(norm_type);
                call.InvokeInPlace(weight);
                GC.KeepAlive(indices);
            }

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var call = new OperatorCall(PadOperator, stackalloc NativeValue[20]);
                call.Add(input);
                call.Add(pad);
                call.Add(mode is PaddingModes.Zeros or PaddingModes.Constant ? "constant" : mode.ToString().ToLowerInvariant());
                call.Add(mode is PaddingModes.Constant ? (double?)value : mode is PaddingModes.Zeros ? 0 : null);
                var result = call.Invoke();
                GC.KeepAlive(input);
                return result;
            }

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, (ReadOnlySpan<long>)pad, mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>The same amount on both sides of every dimension after batch and channel.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var sides = new long[2 * Math.Max(1, input.Dimensions - 2)];
                Array.Fill(sides, pad);
                return functional.pad(input, (ReadOnlySpan<long>)sides, mode, value);
            }

            /// <summary>x / max(‖x‖ₚ, eps) along one dimension.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var norm = linalg.vector_norm(input, p, [dim], keepdim: true);
                using var bounded = norm.clamp_min(eps);
                return input / bounded;
            }
        }
    }
}
