namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = log(x).</summary>
            public class LogTransform : Transform
            {
                public override constraints.Constraint domain => constraints.positive;

                public override constraints.Constraint codomain => constraints.real;

                public override bool bijective => true;

                protected internal override Tensor _sign() => 1;

                protected internal override Tensor _call(Tensor x) => x.log();

                protected internal override Tensor _inverse(Tensor y) => y.exp();

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => -y;
            }
        }
    }
}
