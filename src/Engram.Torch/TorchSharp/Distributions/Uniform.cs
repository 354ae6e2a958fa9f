using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Uniform distribution on [low, high).</summary>
public class Uniform : distributions.Distribution
{
    private readonly Tensor low;
    private readonly Tensor high;

    public Uniform(Tensor low, Tensor high, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(low, high);
        (this.low, this.high) = (broadcast[0], broadcast[1]);
        _init(this.low.shape);
    }

    public override Tensor mean => (high + low) / 2;

    public override Tensor mode => full_like(low, double.NaN);

    public override Tensor variance => (high - low).square() / 12;

    public override Tensor rsample(params long[] sample_shape) => low + (rand(ExtendedShape(sample_shape), low.dtype, low.device, generator: generator) * (high - low));

    public override Tensor log_prob(Tensor value) => ((value >= low) & (value < high)).to_type(low.dtype).log() - (high - low).log();

    public override Tensor cdf(Tensor value) => ((value - low) / (high - low)).clamp(0, 1);

    public override Tensor icdf(Tensor value) => low + (value * (high - low));

    public override Tensor entropy() => (high - low).log();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Uniform(low.expand(batch_shape.Shape), high.expand(batch_shape.Shape), generator);
}
