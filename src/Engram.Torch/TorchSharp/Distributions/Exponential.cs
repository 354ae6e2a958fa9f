using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Exponential distribution: p(x) = λ exp(-λ x).</summary>
public class Exponential : distributions.ExponentialFamily
{
    private readonly Tensor rate;

    public Exponential(Tensor rate, Generator? generator = null)
        : base(generator)
    {
        this.rate = Own(rate.alias());
        _init(this.rate.shape);
    }

    public override Tensor mean => rate.reciprocal();

    public override Tensor mode => zeros_like(rate);

    public override Tensor stddev => rate.reciprocal();

    public override Tensor variance => rate.pow(-2);

    public override Tensor rsample(params long[] sample_shape) => empty(ExtendedShape(sample_shape), rate.dtype, rate.device).exponential_(generator: generator) / rate;

    public override Tensor log_prob(Tensor value) => rate.log() - (rate * value);

    public override Tensor entropy() => 1 - rate.log();

    public override Tensor cdf(Tensor value) => 1 - (-rate * value).exp();

    public override Tensor icdf(Tensor value) => -(-value).log1p() / rate;

    protected override IList<Tensor> NaturalParams => [-rate];

    protected override Tensor MeanCarrierMeasure => zeros_like(rate);

    protected override Tensor LogNormalizer(params Tensor[] parameters) => -(-parameters[0]).log();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Exponential(rate.expand(batch_shape.Shape), generator);
}
