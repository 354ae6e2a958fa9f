using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Laplace distribution: p(x) = exp(-|x - μ| / b) / 2b.</summary>
public class Laplace : distributions.Distribution
{
    private readonly Tensor loc;
    private readonly Tensor scale;

    public Laplace(Tensor loc, Tensor scale, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(loc, scale);
        (this.loc, this.scale) = (broadcast[0], broadcast[1]);
        _init(this.loc.shape);
    }

    public override Tensor mean => loc;

    public override Tensor mode => loc;

    public override Tensor stddev => scale * Math.Sqrt(2);

    public override Tensor variance => 2 * scale.square();

    public override Tensor rsample(params long[] sample_shape)
    {
        var u = empty(ExtendedShape(sample_shape), loc.dtype, loc.device).uniform_(finfo(loc.dtype).eps - 1, 1, generator);
        return loc - (scale * u.sign() * (-u.abs()).log1p());
    }

    public override Tensor log_prob(Tensor value) => -(2 * scale).log() - ((value - loc).abs() / scale);

    public override Tensor entropy() => 1 + (2 * scale).log();

    public override Tensor cdf(Tensor value) => 0.5 - (0.5 * (value - loc).sign() * (-(value - loc).abs() / scale).expm1());

    public override Tensor icdf(Tensor value) => loc - (scale * (value - 0.5).sign() * (-2 * (value - 0.5).abs()).log1p());

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Laplace(loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape), generator);
}
