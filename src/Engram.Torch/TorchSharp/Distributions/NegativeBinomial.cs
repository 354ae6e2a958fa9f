using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Negative binomial distribution: successes before total_count failures, p(k) = Γ(n + k) / (k! Γ(n)) (1 - p)^n p^k.</summary>
public class NegativeBinomial : distributions.Distribution
{
    private readonly Tensor total_count;
    private readonly Chances chances;

    public NegativeBinomial(Tensor total_count, Tensor? p = null, Tensor? l = null, Generator? generator = null)
        : base(generator)
    {
        var isLogits = IsGivenLogits(p, l);
        var broadcast = Broadcast(total_count, (p ?? l)!);
        (this.total_count, chances) = (broadcast[0].to_type(broadcast[1].dtype), new Chances(broadcast[1], isLogits, isBinary: true));
        Own(this.total_count);
        _init(this.total_count.shape);
    }

    public Tensor probs => chances.Probabilities;

    public Tensor logits => chances.Logits;

    public override Tensor mean => total_count * logits.exp();

    public override Tensor mode => ((total_count - 1) * logits.exp()).floor().clamp_min(0);

    public override Tensor variance => mean / (-logits).sigmoid();

    /// <summary>Counts; no gradient reaches the parameters.</summary>
    public override Tensor rsample(params long[] sample_shape)
    {
        using var _ = no_grad();
        return new Gamma(total_count, (-logits).exp(), generator).rsample(sample_shape).poisson(generator);
    }

    public override Tensor log_prob(Tensor value)
    {
        var unnormalized = (total_count * (-logits).log_sigmoid()) + (value * logits.log_sigmoid());
        var normalizer = (1 + value).lgamma() + total_count.lgamma() - (total_count + value).lgamma();
        return unnormalized - normalizer.masked_fill(total_count + value == 0, 0);
    }

    /// <exception cref="NotSupportedException">Always: there is no closed form.</exception>
    public override Tensor entropy() => throw NoEntropy();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var given = chances.Given.expand(batch_shape.Shape);
        return new NegativeBinomial(total_count.expand(batch_shape.Shape), chances.IsLogits ? null : given, chances.IsLogits ? given : null, generator);
    }
}
