using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Bernoulli distribution: one with probability p, else zero.</summary>
public class Bernoulli : distributions.Distribution
{
    private readonly Chances chances;

    public Bernoulli(Tensor? p = null, Tensor? l = null, Generator? generator = null)
        : base(generator)
    {
        var isLogits = IsGivenLogits(p, l);
        chances = new Chances(Own((p ?? l)!.alias()), isLogits, isBinary: true);
        _init(chances.Given.shape);
    }

    public Tensor probs => chances.Probabilities;

    public Tensor logits => chances.Logits;

    public override Tensor mean => probs;

    public override Tensor variance => probs * (1 - probs);

    public override Tensor mode => (probs > 0.5).to_type(chances.Given.dtype).masked_fill(probs == 0.5, double.NaN);

    /// <summary>Zeros and ones; no gradient reaches the probability.</summary>
    public override Tensor rsample(params long[] sample_shape) => probs.detach().expand(ExtendedShape(sample_shape)).bernoulli(generator);

    public override Tensor log_prob(Tensor value)
    {
        var broadcast = broadcast_tensors(logits, value.to_type(chances.Given.dtype));
        return -nn.functional.binary_cross_entropy_with_logits(broadcast[0], broadcast[1], reduction: nn.Reduction.None);
    }

    public override Tensor entropy() => nn.functional.binary_cross_entropy_with_logits(logits, probs, reduction: nn.Reduction.None);

    public override Tensor enumerate_support(bool expand = true)
    {
        var values = arange(0, 2, dtype: chances.Given.dtype, device: chances.Given.device).reshape([-1, .. batch_shape.Select(_ => 1L)]);
        return expand ? values.expand([2, .. batch_shape]) : values;
    }

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var given = chances.Given.expand(batch_shape.Shape);
        return new Bernoulli(chances.IsLogits ? null : given, chances.IsLogits ? given : null, generator);
    }
}
