using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Log-normal distribution: the exponential of a normal number.</summary>
public class LogNormal : TransformedDistribution
{
    internal LogNormal(Tensor loc, Tensor scale, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(loc, scale);
        (this.loc, this.scale) = (broadcast[0], broadcast[1]);
        _init(new Normal(this.loc, this.scale, generator), [new distributions.transforms.ExpTransform()]);
    }

    public Tensor loc { get; }

    public Tensor scale { get; }

    public override Tensor mean => (loc + (scale.square() / 2)).exp();

    public override Tensor mode => (loc - scale.square()).exp();

    public override Tensor variance => scale.square().expm1() * ((2 * loc) + scale.square()).exp();

    public override Tensor entropy() => base_distribution.entropy() + loc;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new LogNormal(loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape), generator);
}
