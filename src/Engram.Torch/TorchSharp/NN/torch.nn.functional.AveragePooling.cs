namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator AvgPool1d = new("aten::avg_pool1d");

            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true)
            {
                var call = new OperatorCall(AvgPool1d, stackalloc NativeValue[22]);
                call.Add(input);
                call.Add((ReadOnlySpan<long>)[kernel_size]);
                call.Add((ReadOnlySpan<long>)[stride ?? kernel_size]);
                call.Add((ReadOnlySpan<long>)[padding ?? 0]);
                call.Add(ceil_mode);
                call.Add(count_include_pad);
                var result = call.Invoke();
                GC.KeepAlive(input);
                return result;
            }

            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                functional.avg_pool2d(input, [kernel_size.Item1, kernel_size.Item2], Each(stride), Each(padding) ?? [0, 0], ceil_mode, count_include_pad, divisor_override);

            /// <summary>(Σ xᵖ)^(1/p) over each window.</summary>
            public static Tensor lp_pool1d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false)
            {
                using var powers = input.pow(norm_type);
                using var mean = avg_pool1d(powers, kernel_size, stride, 0, ceil_mode);
                return Root(mean, kernel_size, norm_type);
            }

            /// <summary>(Σ xᵖ)^(1/p) over each window.</summary>
            public static Tensor lp_pool2d(Tensor input, double norm_type, long[] kernel_size, long[]? stride = null, bool ceil_mode = false)
            {
                using var powers = input.pow(norm_type);
                using var mean = functional.avg_pool2d(powers, kernel_size, stride ?? kernel_size, [0, 0], ceil_mode, true, null);
                return Root(mean, kernel_size[0] * kernel_size[1], norm_type);
            }

            public static Tensor lp_pool2d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) =>
                lp_pool2d(input, norm_type, [kernel_size, kernel_size], Each(stride, 2), ceil_mode);

            // A window's mean times its size is its sum.
            private static Tensor Root(Tensor mean, long size, double norm_type)
            {
                using var sum = mean.mul(size);
                return sum.pow(1 / norm_type);
            }
        }
    }
}
