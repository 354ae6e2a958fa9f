namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            internal static readonly Operator Conv1dOperator = new("aten::conv1d");
            internal static readonly Operator Conv1dPadding = new("aten::conv1d", "padding");
            internal static readonly Operator ConvTranspose1dOperator = new("aten::conv_transpose1d", "");

            internal static readonly Operator Conv2dOperator = new("aten::conv2d");
            internal static readonly Operator Conv2dPadding = new("aten::conv2d", "padding");
            internal static readonly Operator ConvTranspose2dOperator = new("aten::conv_transpose2d", "input");

            internal static readonly Operator Conv3dOperator = new("aten::conv3d");
            internal static readonly Operator Conv3dPadding = new("aten::conv3d", "padding");
            internal static readonly Operator ConvTranspose3dOperator = new("aten::conv_transpose3d", "input");

            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Convolve(Conv1dOperator, input, weight, bias, [stride ?? 1], [padding ?? 0], [dilation ?? 1], groups);

            public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                Convolve(Conv1dPadding, input, weight, bias, [stride ?? 1], padding, [dilation ?? 1], groups);

            public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null, long? dilation = null, long groups = 1) =>
                ConvolveTransposed(ConvTranspose1dOperator, input, weight, bias, [stride ?? 1], [padding ?? 0], [output_padding ?? 0], groups, [dilation ?? 1]);

            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Convolve(Conv2dOperator, input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups);

            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Convolve(Conv2dPadding, input, weight, bias, strides ?? [1, 1], padding, dilation ?? [1, 1], groups);

            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                ConvolveTransposed(ConvTranspose2dOperator, input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], output_padding ?? [0, 0], groups, dilation ?? [1, 1]);

            public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Convolve(Conv3dOperator, input, weight, bias, strides ?? [1, 1, 1], padding ?? [0, 0, 0], dilation ?? [1, 1, 1], groups);

            public static Tensor conv3d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Convolve(Conv3dPadding, input, weight, bias, strides ?? [1, 1, 1], padding, dilation ?? [1, 1, 1], groups);

            public static Tensor conv_transpose3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                ConvolveTransposed(ConvTranspose3dOperator, input, weight, bias, strides ?? [1, 1, 1], padding ?? [0, 0, 0], output_padding ?? [0, 0, 0], groups, dilation ?? [1, 1, 1]);

            internal static Tensor Convolve(Operator op, Tensor input, Tensor weight, Tensor? bias, long[] stride, long[] padding, long[] dilation, long groups)
            {
                var call = new OperatorCall(op, stackalloc NativeValue[23]);
                call.Add(input);
                call.Add(weight);
                call.Add(bias);
                call.Add((ReadOnlySpan<long>)stride);
                call.Add((ReadOnlySpan<long>)padding);
                call.Add((ReadOnlySpan<long>)dilation);
                call.Add(groups);
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(weight);
                GC.KeepAlive(bias);
                return result;
            }

            internal static Tensor Convolve(Operator op, Tensor input, Tensor weight, Tensor? bias, long[] stride, Padding padding, long[] dilation, long groups)
            {
                var call = new OperatorCall(op, stackalloc NativeValue[23]);
                call.Add(input);
                call.Add(weight);
                call.Add(bias);
                call.Add((ReadOnlySpan<long>)stride);
                call.Add(padding == Padding.Same ? "same" : "valid");
                call.Add((ReadOnlySpan<long>)dilation);
                call.Add(groups);
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(weight);
                GC.KeepAlive(bias);
                return result;
            }

            internal static Tensor ConvolveTransposed(Operator op, Tensor input, Tensor weight, Tensor? bias, long[] stride, long[] padding, long[] output_padding, long groups, long[] dilation)
            {
                var call = new OperatorCall(op, stackalloc NativeValue[24]);
                call.Add(input);
                call.Add(weight);
                call.Add(bias);
                call.Add((ReadOnlySpan<long>)stride);
                call.Add((ReadOnlySpan<long>)padding);
                call.Add((ReadOnlySpan<long>)output_padding);
                call.Add(groups);
                call.Add((ReadOnlySpan<long>)dilation);
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(weight);
                GC.KeepAlive(bias);
                return result;
            }
        }
    }
}
