namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator GridSampler = new("aten::grid_sampler");
            private static readonly Operator AffineGrid = new("aten::affine_grid_generator");

            /// <summary>The input at places of a grid, whose coordinates run from -1 to 1: [batch, channel, height, width] at [batch, y, x, 2].</summary>
            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null)
            {
                var call = new OperatorCall(GridSampler, stackalloc NativeValue[5]);
                call.Add(input);
                call.Add(grid);
                call.Add(mode == GridSampleMode.Nearest ? 1L : 0L);
                call.Add(padding_mode switch { GridSamplePaddingMode.Border => 1L, GridSamplePaddingMode.Reflection => 2L, _ => 0L });
                call.Add(align_corners ?? false);
                var result = call.Invoke();
                GC.KeepAlive(input);
                GC.KeepAlive(grid);
                return result;
            }

            /// <summary>The grid that an affine map θ [batch, 2, 3] (or [batch, 3, 4]) makes of an image of the given size.</summary>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false)
            {
                var call = new OperatorCall(AffineGrid, stackalloc NativeValue[19]);
                call.Add(theta);
                call.Add((ReadOnlySpan<long>)(size ?? throw new ArgumentNullException(nameof(size), "affine_grid: expected the size of the output image, batch and channel included.")));
                call.Add(align_corners);
                var result = call.Invoke();
                GC.KeepAlive(theta);
                return result;
            }
        }
    }
}
