namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>A region of values: <see cref="check"/> says, event by event, whether a value lies inside.</summary>
            public abstract class Constraint
            {
                protected Constraint(bool is_discrete, int event_dim) => (this.is_discrete, this.event_dim) = (is_discrete, event_dim);

                protected Constraint()
                {
                }

                public virtual bool is_discrete { get; protected set; }

                public virtual int event_dim { get; protected set; }

                public abstract Tensor check(Tensor value);

                public override string ToString() => GetType().Name.TrimStart('_');
            }
        }
    }
}
