using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Poisson distribution: p(k) = λ^k exp(-λ) / k!.</summary>
public class Poisson : distributions.ExponentialFamily
{
    private readonly Tensor rate;

    public Poisson(Tensor rate, Generator? generator = null)
        : base(generator)
    {
        this.rate = Own(rate.alias());
        _init(this.rate.shape);
    }

    public override Tensor mean => rate;

    public override Tensor variance => rate;

    public override Tensor mode => rate.floor();

    /// <summary>Counts; no gradient reaches the rate.</summary>
    public override Tensor rsample(params long[] sample_shape) => rate.detach().expand(ExtendedShape(sample_shape)).poisson(generator);

    public override Tensor log_prob(Tensor value) => xlogy(value, rate) - rate - (value + 1).lgamma();

    public override Tensor cdf(Tensor value)
    {
        var k = value.floor();
        return igammac(k.clamp_min(0) + 1, rate).masked_fill(k < 0, 0); // P(X ≤ k) = Q(k + 1, λ)
    }

    /// <summary>The smallest count whose cdf is at least <paramref name="value"/>.</summary>
    public override Tensor icdf(Tensor value)
    {
        using var _ = no_grad();
        var low = zeros_like(value * rate) - 1; // cdf(low) < value ≤ cdf(high)
        var high = ones_like(low);
        for (var isShort = cdf(high) < value; isShort.any().ToBoolean() && high.max().ToDouble() < Tail; isShort = cdf(high) < value)
            high = where(isShort, high * 2, high);
        while ((high - low > 1).any().ToBoolean())
        {
            var middle = ((low + high) / 2).floor();
            var isEnough = cdf(middle) >= value;
            (low, high) = (where(isEnough, low, middle), where(isEnough, middle, high));
        }

        return where(value >= 1, full_like(high, double.PositiveInfinity), high);
    }

    // Beyond this many standard deviations nothing of the distribution is left in double precision.
    private double Tail => Math.Ceiling((rate.max().ToDouble() * 2) + (40 * Math.Sqrt(rate.max().ToDouble())) + 80);

    // E[-log k!], summed until the tail carries nothing
    protected override Tensor MeanCarrierMeasure
    {
        get
        {
            var k = arange(0, Tail, dtype: rate.dtype, device: rate.device).reshape([-1, .. rate.shape.Select(_ => 1L)]);
            return -(log_prob(k).exp() * (k + 1).lgamma()).sum([0L]);
        }
    }

    protected override IList<Tensor> NaturalParams => [rate.log()];

    protected override Tensor LogNormalizer(params Tensor[] parameters) => parameters[0].exp();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Poisson(rate.expand(batch_shape.Shape), generator);
}
