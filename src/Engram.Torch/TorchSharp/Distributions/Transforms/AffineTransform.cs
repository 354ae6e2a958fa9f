namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = loc + scale · x.</summary>
            public class AffineTransform(Tensor loc, Tensor scale, int event_dim = 0) : Transform
            {
                public override constraints.Constraint domain => event_dim == 0 ? constraints.real : constraints.independent(constraints.real, event_dim);

                public override constraints.Constraint codomain => domain;

                public override bool bijective => true;

                protected internal override Tensor _sign() => scale.sign();

                protected internal override Tensor _call(Tensor x) => loc + (scale * x);

                protected internal override Tensor _inverse(Tensor y) => (y - loc) / scale;

                public AffineTransform(double loc, double scale, int event_dim = 0)
                    : this(tensor(loc), tensor(scale), event_dim)
                {
                }

                public override int event_dim { get; } = event_dim;

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y)
                {
                    var perElement = scale.abs().log().expand(broadcast_shapes(x.shape, scale.shape).Shape);
                    return _sum_rightmost(perElement, event_dim);
                }

                public override long[] forward_shape(long[] shape) => broadcast_shapes(shape, loc.shape, scale.shape).Shape;

                public override long[] inverse_shape(long[] shape) => forward_shape(shape);
            }
        }
    }
}
