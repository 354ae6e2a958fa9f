namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Vectors of numbers of at least zero that sum to one.</summary>
            public class _Simplex() : Constraint(false, 1)
            {
                public override Tensor check(Tensor value) => (value >= 0).all(-1) & ((value.sum(-1) - 1).abs() < 1e-6);
            }
        }
    }
}
