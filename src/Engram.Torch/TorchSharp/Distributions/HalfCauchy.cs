using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Half-Cauchy distribution: the size of a Cauchy number around zero.</summary>
public class HalfCauchy : TransformedDistribution
{
    internal HalfCauchy(Tensor scale, Generator? generator = null)
        : base(generator)
    {
        this.scale = Own(scale.alias());
        _init(new Cauchy(zeros_like(scale), this.scale, generator), [new distributions.transforms.AbsTransform()]);
    }

    public Tensor scale { get; }

    public override Tensor mean => full_like(scale, double.PositiveInfinity);

    public override Tensor mode => zeros_like(scale);

    public override Tensor variance => full_like(scale, double.PositiveInfinity);

    public override Tensor log_prob(Tensor value) => (base_distribution.log_prob(value) + Math.Log(2)).masked_fill(value < 0, double.NegativeInfinity);

    public override Tensor cdf(Tensor value) => ((2 * base_distribution.cdf(value)) - 1).clamp_min(0);

    public override Tensor icdf(Tensor value) => base_distribution.icdf((value + 1) / 2);

    public override Tensor entropy() => base_distribution.entropy() - Math.Log(2);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new HalfCauchy(scale.expand(batch_shape.Shape), generator);
}
