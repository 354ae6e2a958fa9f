using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Cauchy distribution: p(x) = 1 / (π γ (1 + ((x - x₀) / γ)²)). It has no moments.</summary>
public class Cauchy : distributions.Distribution
{
    private readonly Tensor loc;
    private readonly Tensor scale;

    public Cauchy(Tensor loc, Tensor scale, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(loc, scale);
        (this.loc, this.scale) = (broadcast[0], broadcast[1]);
        _init(this.loc.shape);
    }

    public override Tensor mode => loc;

    public override Tensor mean => full_like(loc, double.NaN);

    public override Tensor variance => full_like(loc, double.PositiveInfinity);

    public override Tensor rsample(params long[] sample_shape) => loc + (empty(ExtendedShape(sample_shape), loc.dtype, loc.device).cauchy_(generator: generator) * scale);

    public override Tensor log_prob(Tensor value) => -Math.Log(Math.PI) - scale.log() - ((value - loc) / scale).square().log1p();

    public override Tensor entropy() => Math.Log(4 * Math.PI) + scale.log();

    public override Tensor cdf(Tensor value) => (((value - loc) / scale).atan() / Math.PI) + 0.5;

    public override Tensor icdf(Tensor value) => ((value - 0.5) * Math.PI).tan() * scale + loc;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Cauchy(loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape), generator);
}
