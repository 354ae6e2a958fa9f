namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>A region that depends on other parameters.</summary>
            public class _Dependent(bool is_discrete = false, int event_dim = 0) : Constraint(is_discrete, event_dim)
            {
                /// <exception cref="InvalidOperationException">Always: the region is known only together with the other parameters.</exception>
                public override Tensor check(Tensor value) => throw new InvalidOperationException("A dependent constraint cannot be checked without the parameters that it depends on.");
            }
        }
    }
}
