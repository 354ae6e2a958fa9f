namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>Several transforms, one after the other.</summary>
            public class ComposeTransform : Transform
            {
                private readonly Transform[] parts;

                public ComposeTransform(IEnumerable<Transform> parts, int cache_size = 0)
                {
                    if (cache_size is not (0 or 1))
                        throw new ArgumentOutOfRangeException(nameof(cache_size), $"ComposeTransform: expected a cache_size of 0 or 1, got {cache_size}.");
                    this.parts = [.. parts];
                }

                public override int event_dim => Math.Max(domain.event_dim, codomain.event_dim);

                public override Transform inv => new ComposeTransform(parts.Reverse().Select(p => p.inv));

                public override constraints.Constraint domain
                {
                    get
                    {
                        if (parts.Length == 0)
                            return constraints.real;
                        var dimensions = parts[^1].codomain.event_dim;
                        foreach (var part in parts.Reverse())
                            dimensions = Math.Max(dimensions + part.domain.event_dim - part.codomain.event_dim, part.domain.event_dim);
                        return Raised(parts[0].domain, dimensions);
                    }
                }

                public override constraints.Constraint codomain
                {
                    get
                    {
                        if (parts.Length == 0)
                            return constraints.real;
                        var dimensions = parts[0].domain.event_dim;
                        foreach (var part in parts)
                            dimensions = Math.Max(dimensions + part.codomain.event_dim - part.domain.event_dim, part.codomain.event_dim);
                        return Raised(parts[^1].codomain, dimensions);
                    }
                }

                public override bool bijective => parts.All(p => p.bijective);

                protected internal override Tensor _sign() => parts.Aggregate(tensor(1), (sign, part) => sign * part._sign());

                protected internal override Tensor _call(Tensor x) => parts.Aggregate(x, (value, part) => part._call(value));

                protected internal override Tensor _inverse(Tensor y) => parts.Reverse().Aggregate(y, (value, part) => part._inverse(value));

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y)
                {
                    if (parts.Length == 0)
                        return zeros_like(x);
                    var (sum, dimensions) = ((Tensor?)null, domain.event_dim);
                    for (var i = 0; i < parts.Length; i++)
                    {
                        var next = i == parts.Length - 1 ? y : parts[i]._call(x);
                        var term = _sum_rightmost(parts[i].log_abs_det_jacobian(x, next), dimensions - parts[i].domain.event_dim);
                        sum = sum is null ? term : sum + term;
                        dimensions += parts[i].codomain.event_dim - parts[i].domain.event_dim;
                        x = next;
                    }

                    return sum!;
                }

                public override long[] forward_shape(long[] shape) => parts.Aggregate(shape, (s, part) => part.forward_shape(s));

                public override long[] inverse_shape(long[] shape) => parts.Reverse().Aggregate(shape, (s, part) => part.inverse_shape(s));

                private static constraints.Constraint Raised(constraints.Constraint constraint, int dimensions) =>
                    dimensions == constraint.event_dim ? constraint : constraints.independent(constraint, dimensions - constraint.event_dim);
            }
        }
    }
}
