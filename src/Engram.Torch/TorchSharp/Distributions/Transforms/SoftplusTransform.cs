namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = log(1 + exp(x)).</summary>
            public class SoftplusTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real;

                public override constraints.Constraint codomain => constraints.positive;

                public override bool bijective => true;

                protected internal override Tensor _sign() => 1;

                protected internal override Tensor _call(Tensor x) => x.softplus();

                protected internal override Tensor _inverse(Tensor y) => (-y).expm1().neg().log() + y;

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => -(-x).softplus();
            }
        }
    }
}
