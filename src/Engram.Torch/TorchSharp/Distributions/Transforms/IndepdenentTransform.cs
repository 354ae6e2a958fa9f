namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>A transform whose rightmost batch dimensions are part of the event. (The name is spelt as TorchSharp spells it.)</summary>
            public class IndepdenentTransform(Transform base_transform, int reinterpreted_batch_dims) : Transform
            {
                public override constraints.Constraint domain => constraints.independent(base_transform.domain, reinterpreted_batch_dims);

                public override constraints.Constraint codomain => constraints.independent(base_transform.codomain, reinterpreted_batch_dims);

                public override bool bijective => base_transform.bijective;

                protected internal override Tensor _sign() => base_transform._sign();

                protected internal override Tensor _call(Tensor x) => base_transform._call(x);

                protected internal override Tensor _inverse(Tensor y) => base_transform._inverse(y);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => _sum_rightmost(base_transform.log_abs_det_jacobian(x, y), reinterpreted_batch_dims);

                public override int event_dim => base_transform.event_dim + reinterpreted_batch_dims;

                public override long[] forward_shape(long[] shape) => base_transform.forward_shape(shape);

                public override long[] inverse_shape(long[] shape) => base_transform.inverse_shape(shape);
            }
        }
    }
}
