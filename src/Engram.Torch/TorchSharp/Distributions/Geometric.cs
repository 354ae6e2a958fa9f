using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Geometric distribution: failures before the first success, p(k) = (1 - p)^k p.</summary>
public class Geometric : distributions.Distribution
{
    private readonly Chances chances;

    public Geometric(Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
        : base(generator)
    {
        var isLogits = IsGivenLogits(probs, logits);
        chances = new Chances(Own((probs ?? logits)!.alias()), isLogits, isBinary: true);
        _init(chances.Given.shape);
    }

    public Tensor probs => chances.Probabilities;

    public Tensor logits => chances.Logits;

    public override Tensor mean => (1 / probs) - 1;

    public override Tensor variance => ((1 / probs) - 1) / probs;

    public override Tensor mode => zeros_like(chances.Given);

    /// <summary>Counts; no gradient reaches the probability.</summary>
    public override Tensor rsample(params long[] sample_shape)
    {
        using var _ = no_grad();
        var u = empty(ExtendedShape(sample_shape), chances.Given.dtype, chances.Given.device).uniform_(finfo(chances.Given.dtype).tiny, 1, generator);
        return (u.log() / (-probs).log1p()).floor();
    }

    public override Tensor log_prob(Tensor value) => special.xlog1py(value, -probs) + probs.log();

    public override Tensor entropy() => nn.functional.binary_cross_entropy_with_logits(logits, probs, reduction: nn.Reduction.None) / probs;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var given = chances.Given.expand(batch_shape.Shape);
        return new Geometric(chances.IsLogits ? null : given, chances.IsLogits ? given : null, generator);
    }
}
