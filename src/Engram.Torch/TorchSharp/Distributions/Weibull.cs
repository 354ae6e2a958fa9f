using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Weibull distribution: cdf 1 - exp(-(x / λ)^k), with λ = scale and k = concentration.</summary>
public class Weibull : TransformedDistribution
{
    internal Weibull(Tensor scale, Tensor concentration, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(scale, concentration);
        (this.scale, this.concentration) = (broadcast[0], broadcast[1]);
        _init(
            new Exponential(ones_like(this.scale), generator),
            [new distributions.transforms.PowerTransform(Own(this.concentration.reciprocal())), new distributions.transforms.AffineTransform(zeros_like(this.scale).DetachFromDisposeScope(), this.scale)]);
    }

    public Tensor scale { get; }

    public Tensor concentration { get; }

    public override Tensor mean => scale * (1 + concentration.reciprocal()).lgamma().exp();

    public override Tensor mode => scale * (1 - concentration.reciprocal()).clamp_min(0).pow(concentration.reciprocal());

    public override Tensor variance => scale.square() * ((1 + (2 / concentration)).lgamma().exp() - (2 * (1 + concentration.reciprocal()).lgamma()).exp());

    public override Tensor entropy() => (euler_constant * (1 - concentration.reciprocal())) + (scale / concentration).log() + 1;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Weibull(scale.expand(batch_shape.Shape), concentration.expand(batch_shape.Shape), generator);
}
