namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = 1 / (1 + exp(-x)), kept just inside (0, 1).</summary>
            public class SigmoidTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real;

                public override constraints.Constraint codomain => constraints.unit_interval;

                public override bool bijective => true;

                protected internal override Tensor _sign() => 1;

                protected internal override Tensor _call(Tensor x) => Clipped(x.sigmoid());

                protected internal override Tensor _inverse(Tensor y) => Clipped(y).logit();

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => -(-x).softplus() - x.softplus();

                private static Tensor Clipped(Tensor y) => y.clamp(finfo(y.dtype).tiny, 1 - finfo(y.dtype).eps);
            }
        }
    }
}
