namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator AvgPool2dBackward = new("aten::avg_pool2d_backward");
            private static readonly Operator AvgPool3dBackward = new("aten::avg_pool3d_backward");
            private static readonly Operator Nearest1dBackward = new("aten::upsample_nearest1d_backward");
            private static readonly Operator Nearest2dBackward = new("aten::upsample_nearest2d_backward");
            private static readonly Operator Nearest3dBackward = new("aten::upsample_nearest3d_backward");

            /// <summary>The gradient of a pooling with respect to its input; <paramref name="input"/> is the gradient with respect to its output.</summary>
            public static Tensor avg_pool2d_backward(Tensor input, Tensor originalInput, long[] kernel_sizes, long[]? strides = null, long[]? paddings = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                AvgPoolBackward(AvgPool2dBackward, input, originalInput, kernel_sizes, strides, paddings, ceil_mode, count_include_pad, divisor_override);

            /// <summary>The gradient of a pooling with respect to its input; <paramref name="input"/> is the gradient with respect to its output.</summary>
            public static Tensor avg_pool3d_backward(Tensor input, Tensor originalInput, long[] kernel_sizes, long[]? strides = null, long[]? paddings = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                AvgPoolBackward(AvgPool3dBackward, input, originalInput, kernel_sizes, strides, paddings, ceil_mode, count_include_pad, divisor_override);

            public static Tensor upsample_nearest1d_backward(Tensor grad_output, long? outputSize, long inputSize, double? scaleFactor) =>
                UpsampleBackward(Nearest1dBackward, grad_output, Each(outputSize, 1), [inputSize], Each(scaleFactor, 1));

            /// <summary>The gradient with respect to the input; <paramref name="inputSizes"/> with or without batch and channel.</summary>
            public static Tensor upsample_nearest2d_backward(Tensor grad_output, long[] inputSizes, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                UpsampleBackward(Nearest2dBackward, grad_output, outputSizes, inputSizes, scaleFactors);

            /// <summary>The gradient with respect to the input; <paramref name="inputSizes"/> with or without batch and channel.</summary>
            public static Tensor upsample_nearest3d_backward(Tensor grad_output, long[] inputSizes, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                UpsampleBackward(Nearest3dBackward, grad_output, outputSizes, inputSizes, scaleFactors);

            private static Tensor AvgPoolBackward(Operator op, Tensor gradient, Tensor original, long[] kernel_sizes, long[]? strides, long[]? paddings, bool ceil_mode, bool count_include_pad, long? divisor_override)
            {
                var call = new OperatorCall(op, stackalloc NativeValue[24]);
                call.Add(gradient);
                call.Add(original);
                call.Add((ReadOnlySpan<long>)kernel_sizes);
                call.Add((ReadOnlySpan<long>)strides); // none: the kernel's size
                call.Add((ReadOnlySpan<long>)(paddings ?? new long[kernel_sizes.Length]));
                call.Add(ceil_mode);
                call.Add(count_include_pad);
                call.Add(divisor_override);
                var result = call.Invoke();
                GC.KeepAlive(gradient);
                GC.KeepAlive(original);
                return result;
            }

            private static Tensor UpsampleBackward(Operator op, Tensor grad_output, long[]? outputSizes, long[] inputSizes, double[]? scaleFactors)
            {
                var dimensions = (int)grad_output.dim() - 2;
                long[] full = inputSizes.Length == dimensions ? [grad_output.size(0), grad_output.size(1), .. inputSizes] : inputSizes;
                var call = new OperatorCall(op, stackalloc NativeValue[22]);
                call.Add(grad_output);
                call.Add((ReadOnlySpan<long>)(outputSizes ?? grad_output.shape[2..]));
                call.Add((ReadOnlySpan<long>)full);
                for (var d = 0; d < dimensions; d++)
                    call.Add(scaleFactors?[d]);
                var result = call.Invoke();
                GC.KeepAlive(grad_output);
                return result;
            }
        }
    }
}
