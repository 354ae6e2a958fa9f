namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Numbers between two bounds, both included.</summary>
            public class _Interval(double lower_bound, double upper_bound) : Constraint()
            {
                public double lower_bound { get; } = lower_bound;

                public double upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor value) => (value >= lower_bound) & (value <= upper_bound);

                public override string ToString() => $"{base.ToString()}(lower_bound={lower_bound}, upper_bound={upper_bound})";
            }
        }
    }
}
