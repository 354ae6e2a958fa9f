namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Cholesky factors of correlation matrices: lower-triangular, positive diagonal, rows of unit length.</summary>
            public class _CorrCholesky() : Constraint(false, 2)
            {
                public override Tensor check(Tensor value)
                {
                    var tolerance = finfo(value.dtype).eps * value.shape[^1] * 10;
                    return ((linalg.vector_norm(value, dims: [-1]) - 1).abs() <= tolerance).all(-1) & lower_cholesky.check(value);
                }
            }
        }
    }
}
