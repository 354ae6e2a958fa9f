using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Categorical distribution over one-hot vectors.</summary>
public class OneHotCategorical : distributions.Distribution
{
    private readonly Categorical categorical;

    public OneHotCategorical(Tensor? p = null, Tensor? l = null, Generator? generator = null)
        : base(generator)
    {
        categorical = new Categorical(p, l, generator);
        _init(categorical.batch_shape, categorical.param_shape[^1..]);
    }

    public Tensor probs => categorical.probs;

    public Tensor logits => categorical.logits;

    public override Tensor mean => probs;

    public override Tensor mode => nn.functional.one_hot(categorical.mode, event_shape[0]).to_type(probs.dtype);

    public override Tensor variance => probs * (1 - probs);

    /// <summary>One-hot vectors; no gradient reaches the parameter.</summary>
    public override Tensor rsample(params long[] sample_shape) => nn.functional.one_hot(categorical.sample(sample_shape), event_shape[0]).to_type(categorical.Chances.Given.dtype);

    public override Tensor log_prob(Tensor value) => categorical.log_prob(value.argmax(-1));

    public override Tensor entropy() => categorical.entropy();

    public override Tensor enumerate_support(bool expand = true)
    {
        var n = event_shape[0];
        var values = eye(n, dtype: categorical.Chances.Given.dtype, device: categorical.Chances.Given.device).reshape([n, .. batch_shape.Select(_ => 1L), n]);
        return expand ? values.expand([n, .. batch_shape, n]) : values;
    }

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var given = Expanded(categorical.Chances.Given, batch_shape, 1);
        var isLogits = categorical.Chances.IsLogits;
        return new OneHotCategorical(isLogits ? null : given, isLogits ? given : null, generator);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            categorical.Dispose();
        base.Dispose(disposing);
    }
}
