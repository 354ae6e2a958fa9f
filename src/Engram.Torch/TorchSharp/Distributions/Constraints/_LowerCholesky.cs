namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Lower-triangular matrices with a positive diagonal.</summary>
            public class _LowerCholesky() : Constraint(false, 2)
            {
                public override Tensor check(Tensor value) => lower_triangular.check(value) & (value.diagonal(dim1: -2, dim2: -1) > 0).all(-1);
            }
        }
    }
}
