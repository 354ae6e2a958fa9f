namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Integers up to an upper bound.</summary>
            public class _IntegerLessThan(long upper_bound) : Constraint(true, 0)
            {
                public long upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor value) => (value % 1 == 0) & (value <= upper_bound);

                public override string ToString() => $"{base.ToString()}(upper_bound={upper_bound})";
            }
        }
    }
}
