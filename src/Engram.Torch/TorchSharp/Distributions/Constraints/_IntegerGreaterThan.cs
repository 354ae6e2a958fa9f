namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Integers from a lower bound on.</summary>
            public class _IntegerGreaterThan(long lower_bound) : Constraint(true, 0)
            {
                public long lower_bound { get; } = lower_bound;

                public override Tensor check(Tensor value) => (value % 1 == 0) & (value >= lower_bound);

                public override string ToString() => $"{base.ToString()}(lower_bound={lower_bound})";
            }
        }
    }
}
