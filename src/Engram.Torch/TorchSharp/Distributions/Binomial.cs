using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Binomial distribution: successes in n trials, p(k) = C(n, k) p^k (1 - p)^(n - k).</summary>
public class Binomial : distributions.Distribution
{
    private readonly Tensor total_count;
    private readonly Chances chances;

    public Binomial(Tensor total_count, Tensor? p = null, Tensor? l = null, Generator? generator = null)
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

    public override Tensor mean => total_count * probs;

    public override Tensor variance => total_count * probs * (1 - probs);

    public override Tensor mode => ((total_count + 1) * probs).floor().min(total_count);

    /// <summary>Counts; no gradient reaches the parameters.</summary>
    public override Tensor rsample(params long[] sample_shape)
    {
        var shape = ExtendedShape(sample_shape);
        return binomial(total_count.detach().expand(shape), probs.detach().expand(shape), generator);
    }

    public override Tensor log_prob(Tensor value)
    {
        // n log(1 + exp(logits)) without overflow
        var normalizer = (total_count * ClampByZero(logits)) + (total_count * (-logits.abs()).exp().log1p());
        return (total_count + 1).lgamma() - (value + 1).lgamma() - (total_count - value + 1).lgamma() + (value * logits) - normalizer;
    }

    public override Tensor entropy()
    {
        var k = Counts();
        var terms = log_prob(k.min(total_count));
        return -(terms.exp() * terms).masked_fill(k > total_count, 0).sum([0L]);
    }

    public override Tensor enumerate_support(bool expand = true)
    {
        if (total_count.NumberOfElements > 0 && total_count.min().ToDouble() != total_count.max().ToDouble())
            throw NoClosedForm("common support for different total_counts", "enumerate each batch member by itself");
        return expand ? Counts().expand([-1, .. batch_shape]) : Counts();
    }

    private Tensor Counts() => arange(0, total_count.max().ToDouble() + 1, dtype: total_count.dtype, device: total_count.device).reshape([-1, .. batch_shape.Select(_ => 1L)]);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var given = chances.Given.expand(batch_shape.Shape);
        return new Binomial(total_count.expand(batch_shape.Shape), chances.IsLogits ? null : given, chances.IsLogits ? given : null, generator);
    }
}
