namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Integers between two bounds, both included.</summary>
            public class _IntegerInterval(long lower_bound, long upper_bound) : Constraint(true, 0)
            {
                public long lower_bound { get; } = lower_bound;

                public long upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor value) => (value % 1 == 0) & (value >= lower_bound) & (value <= upper_bound);

                public override string ToString() => $"{base.ToString()}(lower_bound={lower_bound}, upper_bound={upper_bound})";
            }
        }
    }
}
