using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gamma distribution: p(x) = β^α x^(α - 1) exp(-β x) / Γ(α).</summary>
public class Gamma : distributions.ExponentialFamily
{
    protected readonly Tensor concentration;
    private readonly Tensor rate;

    public Gamma(Tensor concentration, Tensor rate, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(concentration, rate);
        (this.concentration, this.rate) = (broadcast[0], broadcast[1]);
        _init(this.concentration.shape);
    }

    public override Tensor mean => concentration / rate;

    public override Tensor mode => ((concentration - 1) / rate).clamp_min(0);

    public override Tensor variance => concentration / rate.square();

    public override Tensor rsample(params long[] sample_shape)
    {
        var shape = ExtendedShape(sample_shape);
        var value = _standard_gamma(concentration.expand(shape), generator) / rate.expand(shape);
        value.detach().clamp_min_(finfo(value.dtype).tiny); // a draw of zero would have no density
        return value;
    }

    public override Tensor log_prob(Tensor value) => xlogy(concentration, rate) + xlogy(concentration - 1, value) - (rate * value) - concentration.lgamma();

    public override Tensor entropy() => concentration - rate.log() + concentration.lgamma() + ((1 - concentration) * concentration.digamma());

    public override Tensor cdf(Tensor value) => igamma(concentration, rate * value);

    protected override IList<Tensor> NaturalParams => [concentration - 1, -rate];

    protected override Tensor MeanCarrierMeasure => zeros_like(rate);

    protected override Tensor LogNormalizer(params Tensor[] parameters) => (parameters[0] + 1).lgamma() + ((parameters[0] + 1) * (-parameters[1].reciprocal()).log());

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Gamma(concentration.expand(batch_shape.Shape), rate.expand(batch_shape.Shape), generator);
}
