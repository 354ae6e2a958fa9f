namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator MaxUnpool2d = new("aten::max_unpool2d");
            private static readonly Operator MaxUnpool3d = new("aten::max_unpool3d");

            /// <summary>Puts each maximum back at its index; all else is zero.</summary>
            public static Tensor max_unpool1d(Tensor input, Tensor indices, long kernel_size, long? stride = null, long? padding = null, long[]? output_size = null)
            {
                var size = UnpooledSize(nameof(max_unpool1d), input, [kernel_size], Each(stride, 1), Each(padding, 1), output_size);
                using var column = input.unsqueeze(-1);
                using var places = indices.unsqueeze(-1);
                using var result = Unpool(column, places, [size[0], 1]);
                return result.squeeze(-1);
            }

            public static Tensor max_unpool2d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null) =>
                Unpool(input, indices, UnpooledSize(nameof(max_unpool2d), input, kernel_size, stride, padding, output_size));

            public static Tensor max_unpool3d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null)
            {
                var size = UnpooledSize(nameof(max_unpool3d), input, kernel_size, stride, padding, output_size);
                var call = new OperatorCall(MaxUnpool3d, stackalloc NativeValue[21]);
                call.Add(input);
                call.Add(indices);
                call.Add((ReadOnlySpan<long>)size);
                call.Add((ReadOnlySpan<long>)(stride ?? kernel_size));
                call.Add((ReadOnlySpan<long>)(padding ?? new long[3]));
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(indices);
                return result;
            }

            private static Tensor Unpool(Tensor input, Tensor indices, long[] size)
            {
                var call = new OperatorCall(MaxUnpool2d, stackalloc NativeValue[19]);
                call.Add(input);
                call.Add(indices);
                call.Add((ReadOnlySpan<long>)size);
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(indices);
                return result;
            }

            // (n - 1) stride + kernel - 2 padding, unless the caller knows the size that was pooled (within one stride of it).
            private static long[] UnpooledSize(string name, Tensor input, long[] kernel_size, long[]? stride, long[]? padding, long[]? output_size)
            {
                var dimensions = kernel_size.Length;
                if (input.dim() < dimensions + 1)
                    throw new ArgumentException($"{name}: expected an input of {dimensions + 1} or {dimensions + 2} dimensions, got [{string.Join(", ", input.shape)}].", nameof(input));
                var size = new long[dimensions];
                for (var d = 0; d < dimensions; d++)
                    size[d] = (input.shape[input.shape.Length - dimensions + d] - 1) * (stride ?? kernel_size)[d] + kernel_size[d] - 2 * (padding?[d] ?? 0);
                if (output_size is null)
                    return size;
                if (output_size.Length != dimensions && output_size.Length != input.dim())
                    throw new ArgumentException($"{name}: expected {dimensions} or {input.dim()} numbers in output_size, got {output_size.Length}.", nameof(output_size));
                var wanted = output_size[^dimensions..];
                for (var d = 0; d < dimensions; d++)
                {
                    if (Math.Abs(wanted[d] - size[d]) >= (stride ?? kernel_size)[d])
                        throw new ArgumentException($"{name}: output_size {wanted[d]} in dimension {d} is not within one stride of {size[d]}.", nameof(output_size));
                }

                return wanted;
            }
        }
    }
}
