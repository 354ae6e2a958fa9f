namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Numbers above a bound.</summary>
            public class _GreaterThan(double lower_bound) : Constraint()
            {
                public double lower_bound { get; } = lower_bound;

                public override Tensor check(Tensor value) => value > lower_bound;

                public override string ToString() => $"{base.ToString()}(lower_bound={lower_bound})";
            }
        }
    }
}
