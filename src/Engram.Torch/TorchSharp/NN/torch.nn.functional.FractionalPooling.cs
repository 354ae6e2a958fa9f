namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator FractionalMaxPool2d = new("aten::fractional_max_pool2d");
            private static readonly Operator FractionalMaxPool3d = new("aten::fractional_max_pool3d");

            public static Tensor fractional_max_pool2d(Tensor input, long kernel_size, long? output_size = null, double? output_ratio = null) =>
                First(FractionalMaxPool(FractionalMaxPool2d, input, Same(kernel_size, 2), Each(output_size, 2), Each(output_ratio, 2)));

            public static Tensor fractional_max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? output_size = null, (double, double)? output_ratio = null) =>
                First(FractionalMaxPool(FractionalMaxPool2d, input, [kernel_size.Item1, kernel_size.Item2], Each(output_size), Each(output_ratio)));

            public static Tensor fractional_max_pool2d(Tensor input, long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) =>
                First(FractionalMaxPool(FractionalMaxPool2d, input, kernel_size, output_size, output_ratio));

            public static (Tensor output, Tensor indices) fractional_max_pool2d_with_indices(Tensor input, long kernel_size, long? output_size = null, double? output_ratio = null) =>
                FractionalMaxPool(FractionalMaxPool2d, input, Same(kernel_size, 2), Each(output_size, 2), Each(output_ratio, 2));

            public static (Tensor output, Tensor indices) fractional_max_pool2d_with_indices(Tensor input, (long, long) kernel_size, (long, long)? output_size = null, (double, double)? output_ratio = null) =>
                FractionalMaxPool(FractionalMaxPool2d, input, [kernel_size.Item1, kernel_size.Item2], Each(output_size), Each(output_ratio));

            public static (Tensor output, Tensor indices) fractional_max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) =>
                FractionalMaxPool(FractionalMaxPool2d, input, kernel_size, output_size, output_ratio);

            public static Tensor fractional_max_pool3d(Tensor input, long kernel_size, long? output_size = null, double? output_ratio = null) =>
                First(FractionalMaxPool(FractionalMaxPool3d, input, Same(kernel_size, 3), Each(output_size, 3), Each(output_ratio, 3)));

            public static Tensor fractional_max_pool3d(Tensor input, (long, long, long) kernel_size, (long, long, long)? output_size = null, (double, double, double)? output_ratio = null) =>
                First(FractionalMaxPool(FractionalMaxPool3d, input, [kernel_size.Item1, kernel_size.Item2, kernel_size.Item3], Each(output_size), Each(output_ratio)));

            public static Tensor fractional_max_pool3d(Tensor input, long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) =>
                First(FractionalMaxPool(FractionalMaxPool3d, input, kernel_size, output_size, output_ratio));

            public static (Tensor output, Tensor indices) fractional_max_pool3d_with_indices(Tensor input, long kernel_size, long? output_size = null, double? output_ratio = null) =>
                FractionalMaxPool(FractionalMaxPool3d, input, Same(kernel_size, 3), Each(output_size, 3), Each(output_ratio, 3));

            public static (Tensor output, Tensor indices) fractional_max_pool3d_with_indices(Tensor input, (long, long, long) kernel_size, (long, long, long)? output_size = null, (double, double, double)? output_ratio = null) =>
                FractionalMaxPool(FractionalMaxPool3d, input, [kernel_size.Item1, kernel_size.Item2, kernel_size.Item3], Each(output_size), Each(output_ratio));

            public static (Tensor output, Tensor indices) fractional_max_pool3d_with_indices(Tensor input, long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) =>
                FractionalMaxPool(FractionalMaxPool3d, input, kernel_size, output_size, output_ratio);

            // Windows start at pseudo-random places: one random number per image, channel and dimension.
            private static (Tensor, Tensor) FractionalMaxPool(Operator op, Tensor input, long[] kernel_size, long[]? output_size, double[]? output_ratio)
            {
                var dimensions = kernel_size.Length;
                if (input.dim() != dimensions + 1 && input.dim() != dimensions + 2)
                    throw new ArgumentException($"fractional_max_pool{dimensions}d: expected an input of {dimensions + 1} or {dimensions + 2} dimensions, got [{string.Join(", ", input.shape)}].", nameof(input));
                if (output_size is null == output_ratio is null)
                    throw new ArgumentException($"fractional_max_pool{dimensions}d: give either output_size or output_ratio.", nameof(output_size));
                var spatial = input.shape[^dimensions..];
                var size = output_size ?? [.. spatial.Zip(output_ratio!, (n, ratio) => (long)(n * ratio))];
                using var samples = torch.rand([input.dim() == dimensions + 1 ? 1 : input.size(0), input.size(-dimensions - 1), dimensions], input.dtype, input.device);
                var call = new OperatorCall(op, stackalloc NativeValue[20]);
                call.Add(input);
                call.Add((ReadOnlySpan<long>)kernel_size);
                call.Add((ReadOnlySpan<long>)size);
                call.Add(samples);
                var result = call.Invoke2();
                GC.KeepAlive(input);
                return result;
            }

            internal static double[]? Each(double? value, int dimensions)
            {
                if (value is not { } ratio)
                    return null;
                var ratios = new double[dimensions];
                Array.Fill(ratios, ratio);
                return ratios;
            }

            internal static double[]? Each((double, double)? value) => value is { } ratio ? [ratio.Item1, ratio.Item2] : null;

            internal static double[]? Each((double, double, double)? value) => value is { } ratio ? [ratio.Item1, ratio.Item2, ratio.Item3] : null;
        }
    }
}
