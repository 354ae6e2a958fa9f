using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Categorical distribution over the indices 0 … K - 1; the last dimension of the parameter holds the K classes.</summary>
public class Categorical : distributions.Distribution
{
    private readonly Chances chances;

    public Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
        : base(generator)
    {
        var isLogits = IsGivenLogits(probs, logits);
        var given = (probs ?? logits)!;
        if (given.dim() < 1)
            throw new ArgumentException($"{nameof(Categorical)}: expected a parameter of at least one dimension, got a scalar.", nameof(probs));
        chances = new Chances(Own(isLogits ? given - given.logsumexp(-1, true) : given / given.sum(-1, true)), isLogits, isBinary: false);
        _init(given.shape[..^1]);
    }

    public Tensor probs => chances.Probabilities;

    public Tensor logits => chances.Logits;

    public long[] param_shape => chances.Given.shape;

    /// <summary>Not a number: the classes have no order.</summary>
    public override Tensor mean => full(batch_shape.Shape, double.NaN, chances.Given.dtype, chances.Given.device);

    public override Tensor variance => mean;

    public override Tensor mode => probs.argmax(-1);

    internal Chances Chances => chances;

    private long Classes => chances.Given.shape[^1];

    /// <summary>Class indices; no gradient reaches the parameter.</summary>
    public override Tensor rsample(params long[] sample_shape)
    {
        var rows = probs.detach().reshape(-1, Classes);
        return rows.multinomial(new Size(sample_shape).numel(), true, generator).T.reshape(ExtendedShape(sample_shape));
    }

    public override Tensor log_prob(Tensor value)
    {
        var broadcast = broadcast_tensors(value.to_type(int64).unsqueeze(-1), logits);
        return broadcast[1].gather(-1, broadcast[0].narrow(-1, 0, 1)).squeeze(-1);
    }

    public override Tensor entropy() => -(logits.clamp_min(finfo(logits.dtype).min) * probs).sum(-1);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var given = Expanded(chances.Given, batch_shape, 1);
        return new Categorical(chances.IsLogits ? null : given, chances.IsLogits ? given : null, generator);
    }

    public override Tensor enumerate_support(bool expand = true)
    {
        var values = arange(0, Classes, dtype: int64, device: chances.Given.device).reshape([-1, .. batch_shape.Select(_ => 1L)]);
        return expand ? values.expand([Classes, .. batch_shape]) : values;
    }
}
