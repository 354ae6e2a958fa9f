namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>Gives the event another shape.</summary>
            public class ReshapeTransform(long[] in_shape, long[] out_shape) : Transform
            {
                public override constraints.Constraint domain => constraints.independent(constraints.real, in_shape.Length);

                public override constraints.Constraint codomain => constraints.independent(constraints.real, out_shape.Length);

                public override bool bijective => true;

                protected internal override Tensor _call(Tensor x) => x.reshape([.. x.shape[..^in_shape.Length], .. outShape]);

                protected internal override Tensor _inverse(Tensor y) => y.reshape([.. y.shape[..^outShape.Length], .. in_shape]);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => zeros(x.shape[..^in_shape.Length], x.dtype, x.device);

                private readonly long[] outShape = new Size(in_shape).numel() == new Size(out_shape).numel() ? out_shape
                    : throw new ArgumentException($"ReshapeTransform: [{string.Join(", ", in_shape)}] and [{string.Join(", ", out_shape)}] do not have the same number of elements.", nameof(out_shape));

                public override long[] forward_shape(long[] shape) => Reshaped(shape, in_shape, outShape);

                public override long[] inverse_shape(long[] shape) => Reshaped(shape, outShape, in_shape);

                private static long[] Reshaped(long[] shape, long[] from, long[] to) => shape.Length >= from.Length && shape.AsSpan()[^from.Length..].SequenceEqual(from)
                    ? [.. shape[..^from.Length], .. to]
                    : throw new ArgumentException($"ReshapeTransform: expected a shape that ends in [{string.Join(", ", from)}], got [{string.Join(", ", shape)}].", nameof(shape));
            }
        }
    }
}
