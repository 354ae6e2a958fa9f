namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Parts of a dimension, one after the other, each with a constraint of its own.</summary>
            public class _Cat(IList<Constraint> cseq, long dim = 0, IList<long>? lengths = null) : Constraint
            {
                private readonly IList<long> lengths = lengths ?? [.. Enumerable.Repeat(1L, cseq.Count)];

                public override bool is_discrete => cseq.Any(c => c.is_discrete);

                public override int event_dim => cseq.Max(c => c.event_dim);

                public override Tensor check(Tensor value)
                {
                    var results = new Tensor[cseq.Count];
                    long start = 0;
                    for (var i = 0; i < results.Length; i++)
                    {
                        results[i] = cseq[i].check(value.narrow(dim, start, lengths[i]));
                        start += lengths[i];
                    }

                    return torch.cat(results, dim);
                }
            }
        }
    }
}
