namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = x^e for positive x.</summary>
            public class PowerTransform(Tensor exponent) : Transform
            {
                public override constraints.Constraint domain => constraints.positive;

                public override constraints.Constraint codomain => constraints.positive;

                public override bool bijective => true;

                protected internal override Tensor _sign() => exponent.sign();

                protected internal override Tensor _call(Tensor x) => x.pow(exponent);

                protected internal override Tensor _inverse(Tensor y) => y.pow(1 / exponent);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => (exponent * y / x).abs().log();

                public override long[] forward_shape(long[] shape) => broadcast_shapes(shape, exponent.shape).Shape;

                public override long[] inverse_shape(long[] shape) => forward_shape(shape);
            }
        }
    }
}
