namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = softmax(x) along the last dimension; not bijective.</summary>
            public class SoftmaxTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real_vector;

                public override constraints.Constraint codomain => constraints.simplex;

                public override bool bijective => false;

                protected internal override Tensor _call(Tensor x) => x.softmax(-1);

                protected internal override Tensor _inverse(Tensor y) => y.log();

                public override long[] forward_shape(long[] shape) => shape.Length > 0 ? shape : throw new ArgumentException("SoftmaxTransform: expected at least one dimension, got none.", nameof(shape));

                public override long[] inverse_shape(long[] shape) => forward_shape(shape);
            }
        }
    }
}
