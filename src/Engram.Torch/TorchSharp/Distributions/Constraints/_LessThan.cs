namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Numbers below a bound.</summary>
            public class _LessThan(double upper_bound) : Constraint()
            {
                public double upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor value) => value < upper_bound;

                public override string ToString() => $"{base.ToString()}(upper_bound={upper_bound})";
            }
        }
    }
}
