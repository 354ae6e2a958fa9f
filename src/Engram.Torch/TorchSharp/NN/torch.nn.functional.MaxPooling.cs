namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator MaxPool1d = new("aten::max_pool1d");
            private static readonly Operator MaxPool2d = new("aten::max_pool2d");
            private static readonly Operator MaxPool3d = new("aten::max_pool3d");
            private static readonly Operator MaxPool1dWithIndices = new("aten::max_pool1d_with_indices");
            private static readonly Operator MaxPool2dWithIndices = new("aten::max_pool2d_with_indices");
            private static readonly Operator MaxPool3dWithIndices = new("aten::max_pool3d_with_indices");

            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                MaxPool(MaxPool1d, input, [kernel_size], Each(stride, 1), Each(padding, 1), Each(dilation, 1), ceil_mode);

            public static (Tensor output, Tensor indices) max_pool1d_with_indices(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                MaxPoolIndexed(MaxPool1dWithIndices, input, [kernel_size], Each(stride, 1), Each(padding, 1), Each(dilation, 1), ceil_mode);

            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaxPool(MaxPool2d, input, kernel_size, strides, padding, dilation, ceil_mode);

            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                MaxPool(MaxPool2d, input, [kernel_size, kernel_size], Each(stride, 2), Each(padding, 2), Each(dilation, 2), ceil_mode);

            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                MaxPool(MaxPool2d, input, [kernel_size.Item1, kernel_size.Item2], Each(stride), Each(padding), Each(dilation), ceil_mode);

            public static (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaxPoolIndexed(MaxPool2dWithIndices, input, kernel_size, strides, padding, dilation, ceil_mode);

            public static Tensor max_pool3d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaxPool(MaxPool3d, input, kernel_size, strides, padding, dilation, ceil_mode);

            public static (Tensor output, Tensor indices) max_pool3d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaxPoolIndexed(MaxPool3dWithIndices, input, kernel_size, strides, padding, dilation, ceil_mode);

            private static Tensor MaxPool(Operator op, Tensor input, long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            {
                var call = new OperatorCall(op, stackalloc NativeValue[22]);
                FillPool(ref call, input, kernel_size, stride, padding, dilation, ceil_mode);
                var result = call.Invoke();
                GC.KeepAlive(input);
                return result;
            }

            private static (Tensor, Tensor) MaxPoolIndexed(Operator op, Tensor input, long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            {
                var call = new OperatorCall(op, stackalloc NativeValue[22]);
                FillPool(ref call, input, kernel_size, stride, padding, dilation, ceil_mode);
                var result = call.Invoke2();
                GC.KeepAlive(input);
                return result;
            }

            // An empty stride means the kernel's size.
            private static void FillPool(ref OperatorCall call, Tensor input, long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            {
                call.Add(input);
                call.Add((ReadOnlySpan<long>)kernel_size);
                call.Add((ReadOnlySpan<long>)stride);
                call.Add((ReadOnlySpan<long>)(padding ?? new long[kernel_size.Length]));
                call.Add((ReadOnlySpan<long>)(dilation ?? Ones(kernel_size.Length)));
                call.Add(ceil_mode);
            }

            internal static long[]? Each(long? value, int dimensions) => value is { } size ? Same(size, dimensions) : null;

            internal static long[]? Each((long, long)? value) => value is { } size ? [size.Item1, size.Item2] : null;

            internal static long[]? Each((long, long, long)? value) => value is { } size ? [size.Item1, size.Item2, size.Item3] : null;

            internal static long[] Same(long value, int dimensions)
            {
                var sizes = new long[dimensions];
                Array.Fill(sizes, value);
                return sizes;
            }

            private static long[] Ones(int dimensions) => Same(1, dimensions);
        }
    }
}
