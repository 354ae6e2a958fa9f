namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Symmetric matrices.</summary>
            public class _Symmetric() : _Square
            {
                public override Tensor check(Tensor value) =>
                    value.dim() < 2 || value.shape[^2] != value.shape[^1] ? base.check(value) : value.isclose(value.mT, atol: 1e-6).flatten(-2).all(-1);
            }
        }
    }
}
