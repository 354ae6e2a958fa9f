namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Symmetric matrices with positive eigenvalues.</summary>
            public class _PositiveDefinite() : _Symmetric
            {
                public override Tensor check(Tensor value)
                {
                    var isSymmetric = base.check(value);
                    return isSymmetric.all().ToBoolean() ? linalg.cholesky_ex(value).Item2 == 0 : isSymmetric;
                }
            }
        }
    }
}
