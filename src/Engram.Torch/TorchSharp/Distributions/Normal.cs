using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normal distribution: p(x) = exp(-(x - μ)² / 2σ²) / (σ √2π).</summary>
public class Normal : distributions.Distribution
{
    private readonly Tensor loc;
    private readonly Tensor scale;

    public Normal(Tensor loc, Tensor scale, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(loc, scale);
        (this.loc, this.scale) = (broadcast[0], broadcast[1]);
        _init(this.loc.shape);
    }

    public override Tensor mean => loc;

    public override Tensor mode => loc;

    public override Tensor stddev => scale;

    public override Tensor variance => scale.square();

    public override Tensor sample(params long[] sample_shape)
    {
        using var _ = no_grad();
        var shape = ExtendedShape(sample_shape);
        return normal(loc.expand(shape), scale.expand(shape), generator);
    }

    public override Tensor rsample(params long[] sample_shape) => loc + (randn(ExtendedShape(sample_shape), loc.dtype, loc.device, generator: generator) * scale);

    public override Tensor log_prob(Tensor value) => (-(value - loc).square() / (2 * variance)) - scale.log() - (0.5 * Math.Log(2 * Math.PI));

    public override Tensor entropy() => 0.5 + (0.5 * Math.Log(2 * Math.PI)) + scale.log();

    public override Tensor cdf(Tensor value) => 0.5 * (1 + ((value - loc) / (scale * Math.Sqrt(2))).erf());

    public override Tensor icdf(Tensor value) => loc + (scale * ((2 * value) - 1).erfinv() * Math.Sqrt(2));

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Normal(loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape), generator);
}
