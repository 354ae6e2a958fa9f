namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Symmetric matrices without negative eigenvalues.</summary>
            public class _PositiveSemiDefinite() : _Symmetric
            {
                public override Tensor check(Tensor value)
                {
                    var isSymmetric = base.check(value);
                    return isSymmetric.all().ToBoolean() ? (linalg.eigvalsh(value) >= 0).all(-1) : isSymmetric;
                }
            }
        }
    }
}
