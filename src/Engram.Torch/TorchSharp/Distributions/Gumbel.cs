using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gumbel distribution of largest values: cdf exp(-exp(-(x - μ) / β)).</summary>
public class Gumbel : TransformedDistribution
{
    internal Gumbel(Tensor loc, Tensor scale, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(loc, scale);
        (this.loc, this.scale) = (broadcast[0], broadcast[1]);
        var limits = finfo(this.loc.dtype);
        _init(
            new Uniform(full_like(this.loc, limits.tiny), full_like(this.loc, 1 - limits.eps), generator),
            [new distributions.transforms.LogTransform(), new distributions.transforms.AffineTransform(0, -1), new distributions.transforms.LogTransform(), new distributions.transforms.AffineTransform(this.loc, -this.scale)]);
    }

    public Tensor loc { get; }

    public Tensor scale { get; }

    public override Tensor mean => loc + (scale * euler_constant);

    public override Tensor mode => loc;

    public override Tensor stddev => scale * (Math.PI / Math.Sqrt(6));

    public override Tensor variance => scale.square() * (Math.PI * Math.PI / 6);

    public override Tensor log_prob(Tensor value)
    {
        var z = (loc - value) / scale;
        return z - z.exp() - scale.log();
    }

    public override Tensor entropy() => scale.log() + (1 + euler_constant);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Gumbel(loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape), generator);
}
