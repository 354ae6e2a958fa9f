using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Pareto distribution: p(x) = α m^α / x^(α + 1) for x ≥ m, with m = scale.</summary>
public class Pareto : TransformedDistribution
{
    internal Pareto(Tensor scale, Tensor alpha, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(scale, alpha);
        (this.scale, this.alpha) = (broadcast[0], broadcast[1]);
        _init(new Exponential(this.alpha, generator), [new distributions.transforms.ExpTransform(), new distributions.transforms.AffineTransform(zeros_like(this.scale).DetachFromDisposeScope(), this.scale)]);
    }

    public Tensor scale { get; }

    public Tensor alpha { get; }

    public override Tensor mean => (alpha * scale / (alpha - 1)).masked_fill(alpha <= 1, double.PositiveInfinity);

    public override Tensor mode => scale;

    public override Tensor variance => (scale.square() * alpha / ((alpha - 1).square() * (alpha - 2))).masked_fill(alpha <= 2, double.PositiveInfinity);

    public override Tensor entropy() => (scale / alpha).log() + 1 + alpha.reciprocal();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Pareto(scale.expand(batch_shape.Shape), alpha.expand(batch_shape.Shape), generator);
}
