namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator AdaptiveAvgPool3dBackward = new("aten::adaptive_avg_pool3d_backward", "grad_input");
            private static readonly Operator AdaptiveMaxPool1d = new("aten::adaptive_max_pool1d");
            private static readonly Operator AdaptiveMaxPool2d = new("aten::adaptive_max_pool2d");
            private static readonly Operator AdaptiveMaxPool3d = new("aten::adaptive_max_pool3d");

            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) => First(adaptive_max_pool1d_with_indices(input, output_size));

            public static (Tensor output, Tensor indices) adaptive_max_pool1d_with_indices(Tensor input, long output_size) => AdaptiveMaxPool(AdaptiveMaxPool1d, input, [output_size]);

            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) => First(adaptive_max_pool2d_with_indices(input, output_size));

            public static (Tensor output, Tensor indices) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size) => AdaptiveMaxPool(AdaptiveMaxPool2d, input, output_size);

            public static Tensor adaptive_max_pool3d(Tensor input, long[] output_size) => First(adaptive_max_pool3d_with_indices(input, output_size));

            public static (Tensor output, Tensor indices) adaptive_max_pool3d_with_indices(Tensor input, long[] output_size) => AdaptiveMaxPool(AdaptiveMaxPool3d, input, output_size);

            /// <summary>Writes the gradient with respect to the input into <paramref name="gradInput"/>.</summary>
            public static Tensor adaptive_avg_pool3d_backward(Tensor gradInput, Tensor gradOutput, Tensor originalInput)
            {
                var call = new OperatorCall(AdaptiveAvgPool3dBackward, stackalloc NativeValue[3]);
                call.Add(gradOutput);
                call.Add(originalInput);
                call.Add(gradInput);
                call.InvokeInPlace(gradInput);
                GC.KeepAlive(gradOutput);
                GC.KeepAlive(originalInput);
                return gradInput;
            }

            private static (Tensor, Tensor) AdaptiveMaxPool(Operator op, Tensor input, long[] output_size)
            {
                var call = new OperatorCall(op, stackalloc NativeValue[18]);
                call.Add(input);
                call.Add((ReadOnlySpan<long>)output_size);
                var result = call.Invoke2();
                GC.KeepAlive(input);
                return result;
            }

            private static Tensor First((Tensor Output, Tensor Indices) pair)
            {
                pair.Indices.Dispose();
                return pair.Output;
            }
        }
    }
}
