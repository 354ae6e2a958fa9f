namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Vectors of counts whose sum is at most a bound.</summary>
            public class _Multinomial(long upper_bound) : Constraint(true, 1)
            {
                public long upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor x) => (x >= 0).all(-1) & (x.sum(-1) <= upper_bound);

                public override string ToString() => $"{base.ToString()}(upper_bound={upper_bound})";
            }
        }
    }
}
