namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>An invertible map with the logarithm of its Jacobian's determinant.</summary>
            public abstract class Transform
            {
                private Transform? inverse;

                protected Transform()
                {
                }

                public virtual int event_dim => Math.Max(domain.event_dim, codomain.event_dim);

                /// <summary>The map the other way.</summary>
                public virtual Transform inv => inverse ??= new InverseTransform(this);

                public abstract constraints.Constraint domain { get; }

                public abstract constraints.Constraint codomain { get; }

                public virtual bool bijective => false;

                /// <summary>Whether the map rises (+1) or falls (-1).</summary>
                public Tensor sign => _sign();

                /// <exception cref="NotSupportedException">The map is not monotone.</exception>
                protected internal virtual Tensor _sign() => throw new NotSupportedException($"{GetType().Name} is not monotone: it has no sign.");

                protected internal abstract Tensor _call(Tensor x);

                protected internal abstract Tensor _inverse(Tensor y);

                /// <summary>log |dy/dx|.</summary>
                /// <exception cref="NotSupportedException">The map is not bijective.</exception>
                protected internal virtual Tensor log_abs_det_jacobian(Tensor x, Tensor y) =>
                    throw new NotSupportedException($"{GetType().Name} is not bijective: it has no Jacobian determinant.");

                public Tensor forward(Tensor x) => _call(x);

                public virtual long[] forward_shape(long[] shape) => shape;

                public virtual long[] inverse_shape(long[] shape) => shape;

                protected internal static Tensor _sum_rightmost(Tensor value, int dim) => dim == 0 ? value : value.flatten(-dim).sum(-1);
            }
        }
    }
}
