namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator FoldOperator = new("aten::col2im");
            private static readonly Operator UnfoldOperator = new("aten::im2col");

            /// <summary>Adds blocks back to an image where they overlap: [batch, channel · block, place] to [batch, channel, height, width].</summary>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                fold(input, (output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor fold(Tensor input, (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                var call = new OperatorCall(FoldOperator, stackalloc NativeValue[22]);
                call.Add(input);
                call.Add((ReadOnlySpan<long>)[output_size.Item1, output_size.Item2]);
                Finish(ref call, kernel_size, dilation, padding, stride);
                var result = call.Invoke();
                GC.KeepAlive(input);
                return result;
            }

            /// <summary>The sliding blocks of an image: [batch, channel, height, width] to [batch, channel · block, place].</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                var call = new OperatorCall(UnfoldOperator, stackalloc NativeValue[21]);
                call.Add(input);
                Finish(ref call, kernel_size, dilation, padding, stride);
                var result = call.Invoke();
                GC.KeepAlive(input);
                return result;
            }

            private static void Finish(ref OperatorCall call, (long, long) kernel_size, (long, long)? dilation, (long, long)? padding, (long, long)? stride)
            {
                Add(ref call, kernel_size);
                Add(ref call, dilation ?? (1, 1));
                Add(ref call, padding ?? (0, 0));
                Add(ref call, stride ?? (1, 1));
            }

            private static void Add(ref OperatorCall call, (long, long) pair)
            {
                long[] sizes = [pair.Item1, pair.Item2];
                call.Add((ReadOnlySpan<long>)sizes);
            }
        }
    }
}
