namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>A constraint whose rightmost batch dimensions are part of the event: all of them must hold.</summary>
            public class _IndependentConstraint(Constraint base_constraint, int reinterpreted_batch_ndims) : Constraint
            {
                public Constraint base_constraint { get; } = base_constraint;

                public override bool is_discrete => base_constraint.is_discrete;

                public override int event_dim => base_constraint.event_dim + reinterpreted_batch_ndims;

                public override Tensor check(Tensor value)
                {
                    var result = base_constraint.check(value);
                    if (result.dim() < reinterpreted_batch_ndims)
                        throw new ArgumentException($"Expected a value of at least {event_dim} dimensions, got {value.dim()}.", nameof(value));
                    return reinterpreted_batch_ndims == 0 ? result : result.flatten(-reinterpreted_batch_ndims).all(-1);
                }

                public override string ToString() => $"{base.ToString()}({base_constraint}, {reinterpreted_batch_ndims})";
            }
        }
    }
}
