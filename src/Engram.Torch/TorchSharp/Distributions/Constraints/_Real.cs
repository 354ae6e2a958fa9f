namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>All numbers but NaN.</summary>
            public class _Real() : Constraint
            {
                public override Tensor check(Tensor value) => value.isnan().logical_not();
            }
        }
    }
}
