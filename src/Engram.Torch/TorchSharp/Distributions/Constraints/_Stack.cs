namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>The slices along a dimension, each with a constraint of its own.</summary>
            public class _Stack(IList<Constraint> cseq, int dim = 0) : Constraint
            {
                public override bool is_discrete => cseq.Any(c => c.is_discrete);

                public override int event_dim => cseq.Max(c => c.event_dim) + 1;

                public override Tensor check(Tensor value) => torch.stack([.. cseq.Select((c, i) => c.check(value.select(dim, i)))], dim);
            }
        }
    }
}
