using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What comes out when draws of a base distribution pass through transforms: log p(y) = log p(x) - log |dy/dx|.</summary>
public class TransformedDistribution : distributions.Distribution
{
    protected distributions.Distribution base_distribution = null!;
    private distributions.transforms.Transform[] transforms = [];

    public TransformedDistribution(Generator? generator = null)
        : base(generator)
    {
    }

    public TransformedDistribution(distributions.Distribution base_distribution, distributions.transforms.Transform transform, Generator? generator = null)
        : this(base_distribution, [transform], generator)
    {
    }

    public TransformedDistribution(distributions.Distribution base_distribution, IEnumerable<distributions.transforms.Transform> transforms, Generator? generator = null)
        : base(generator) => _init(base_distribution, [.. transforms]);

    /// <exception cref="NotSupportedException">There is no closed form.</exception>
    public override Tensor mean => throw NoClosedForm("mean", "estimate it from draws");

    /// <exception cref="NotSupportedException">There is no closed form.</exception>
    public override Tensor variance => throw NoClosedForm("variance", "estimate it from draws");

    protected void _init(distributions.Distribution base_distribution, distributions.transforms.Transform[] transforms)
    {
        var all = new distributions.transforms.ComposeTransform(transforms);
        var shape = base_distribution.batch_shape + base_distribution.event_shape;
        if (shape.Length < all.domain.event_dim)
            throw new ArgumentException($"{GetType().Name}: expected a base of at least {all.domain.event_dim} dimensions, got {shape}.", nameof(base_distribution));
        var forward = all.forward_shape(shape.Shape);
        var expanded = all.inverse_shape(forward);
        if (!expanded.AsSpan().SequenceEqual(shape.Shape))
            base_distribution = base_distribution.expand(expanded[..^base_distribution.event_shape.Length]);
        if (all.domain.event_dim > base_distribution.event_shape.Length)
            base_distribution = new Independent(base_distribution, all.domain.event_dim - base_distribution.event_shape.Length);
        (this.base_distribution, this.transforms) = (base_distribution, transforms);
        var eventDimensions = all.codomain.event_dim + Math.Max(base_distribution.event_shape.Length - all.domain.event_dim, 0);
        _init(forward[..^eventDimensions], forward[^eventDimensions..]);
    }

    public override Tensor sample(params long[] sample_shape)
    {
        using var _ = no_grad();
        return Forward(base_distribution.sample(sample_shape));
    }

    public override Tensor rsample(params long[] sample_shape) => Forward(base_distribution.rsample(sample_shape));

    public override Tensor log_prob(Tensor value)
    {
        var dimensions = event_shape.Length;
        Tensor? volume = null;
        foreach (var transform in transforms.Reverse())
        {
            var x = transform._inverse(value);
            dimensions += transform.domain.event_dim - transform.codomain.event_dim;
            var term = distributions.transforms.Transform._sum_rightmost(transform.log_abs_det_jacobian(x, value), dimensions - transform.domain.event_dim);
            volume = volume is null ? term : volume + term;
            value = x;
        }

        var density = distributions.transforms.Transform._sum_rightmost(base_distribution.log_prob(value), dimensions - base_distribution.event_shape.Length);
        return volume is null ? density : density - volume;
    }

    public override Tensor cdf(Tensor value) => Monotone(base_distribution.cdf(transforms.Reverse().Aggregate(value, (y, transform) => transform._inverse(y))));

    public override Tensor icdf(Tensor value) => Forward(base_distribution.icdf(Monotone(value)));

    /// <exception cref="NotSupportedException">There is no closed form.</exception>
    public override Tensor entropy() => throw NoEntropy();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new TransformedDistribution(ExpandedBase(batch_shape), transforms, generator);

    private protected distributions.Distribution ExpandedBase(Size batch_shape)
    {
        var shape = new distributions.transforms.ComposeTransform(transforms).inverse_shape((batch_shape + event_shape).Shape);
        return base_distribution.expand(shape[..^base_distribution.event_shape.Length]);
    }

    private Tensor Forward(Tensor x) => transforms.Aggregate(x, (value, transform) => transform._call(value));

    // A falling transform turns the cdf round.
    private Tensor Monotone(Tensor value)
    {
        var sign = transforms.Aggregate(tensor(1), (product, transform) => product * transform._sign());
        return (sign * (value - 0.5)) + 0.5;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            base_distribution?.Dispose();
        base.Dispose(disposing);
    }
}
