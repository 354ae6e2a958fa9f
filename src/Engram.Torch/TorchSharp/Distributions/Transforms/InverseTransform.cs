namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>Another transform, run backwards.</summary>
            internal sealed class InverseTransform(Transform transform) : Transform
            {
                public override int event_dim => transform.event_dim;

                public override Transform inv => transform;

                public override constraints.Constraint domain => transform.codomain;

                public override constraints.Constraint codomain => transform.domain;

                public override bool bijective => transform.bijective;

                protected internal override Tensor _sign() => transform._sign();

                protected internal override Tensor _call(Tensor x) => transform._inverse(x);

                protected internal override Tensor _inverse(Tensor y) => transform._call(y);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => -transform.log_abs_det_jacobian(y, x);

                public override long[] forward_shape(long[] shape) => transform.inverse_shape(shape);

                public override long[] inverse_shape(long[] shape) => transform.forward_shape(shape);
            }
        }
    }
}
