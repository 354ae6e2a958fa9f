using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Multinomial distribution: how often each class comes up in total_count draws.</summary>
public class Multinomial : distributions.Distribution
{
    private readonly int total_count;
    private readonly Categorical categorical;

    public Multinomial(int total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
        : base(generator)
    {
        if (total_count < 0)
            throw new ArgumentOutOfRangeException(nameof(total_count), $"Multinomial: expected a total_count of at least 0, got {total_count}.");
        this.total_count = total_count;
        categorical = new Categorical(probs, logits, generator);
        _init(categorical.batch_shape, categorical.param_shape[^1..]);
    }

    public Tensor probs => categorical.probs;

    public Tensor logits => categorical.logits;

    public long[] param_shape => categorical.param_shape;

    public override Tensor mean => probs * total_count;

    public override Tensor variance => total_count * probs * (1 - probs);

    /// <summary>Counts; no gradient reaches the parameter.</summary>
    public override Tensor rsample(params long[] sample_shape)
    {
        var draws = categorical.sample([total_count, .. sample_shape]).movedim([0], [-1]);
        var given = categorical.Chances.Given;
        return zeros(ExtendedShape(sample_shape), given.dtype, given.device).scatter_add_(-1, draws, ones(draws.shape, given.dtype, given.device));
    }

    public override Tensor log_prob(Tensor value)
    {
        // 0 · log 0 counts as 0
        var powers = (value * logits.expand_as(value * logits)).masked_fill((value == 0) & (logits == double.NegativeInfinity), 0).sum(-1);
        return (value.sum(-1) + 1).lgamma() - (value + 1).lgamma().sum(-1) + powers;
    }

    /// <summary>n H(p) - log n! + Σⱼ E[log Xⱼ!], where each count Xⱼ is binomial.</summary>
    public override Tensor entropy()
    {
        using var binomial = new Binomial(tensor(total_count), p: probs, generator: generator);
        var counts = binomial.enumerate_support(expand: false);
        var factorials = (binomial.log_prob(counts).exp() * (counts + 1).lgamma()).sum([0L, -1L]);
        return (total_count * categorical.entropy()) - tensor(total_count + 1, probs.dtype).lgamma() + factorials;
    }

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var given = Expanded(categorical.Chances.Given, batch_shape, 1);
        var isLogits = categorical.Chances.IsLogits;
        return new Multinomial(total_count, isLogits ? null : given, isLogits ? given : null, generator);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            categorical.Dispose();
        base.Dispose(disposing);
    }
}
