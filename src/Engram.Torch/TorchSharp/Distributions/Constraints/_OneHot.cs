namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Vectors with a single one, all else zero.</summary>
            public class _OneHot() : Constraint(true, 1)
            {
                public override Tensor check(Tensor value) => (((value == 0) | (value == 1)).all(-1)) & (value.sum(-1) == 1);
            }
        }
    }
}
