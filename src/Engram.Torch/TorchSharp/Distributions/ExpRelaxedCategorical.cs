using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The logarithm of a relaxed one-hot vector (Maddison et al. 2017): log softmax((logits + Gumbel noise) / τ).</summary>
public class ExpRelaxedCategorical : distributions.Distribution
{
    private readonly Categorical categorical;

    internal ExpRelaxedCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
        : base(generator)
    {
        this.temperature = Own(temperature.alias());
        categorical = new Categorical(probs, logits, generator);
        _init(categorical.batch_shape, categorical.param_shape[^1..]);
    }

    public Tensor probs => categorical.probs;

    public Tensor logits => categorical.logits;

    public Tensor temperature { get; }

    public long[] param_shape => categorical.param_shape;

    /// <exception cref="NotSupportedException">Always: there is no closed form.</exception>
    public override Tensor mean => throw NoClosedForm("mean", "average draws");

    /// <exception cref="NotSupportedException">Always: there is no closed form.</exception>
    public override Tensor variance => throw NoClosedForm("variance", "take the variance of draws");

    public override Tensor rsample(params long[] sample_shape)
    {
        var u = ClampProbs(rand(ExtendedShape(sample_shape), categorical.Chances.Given.dtype, categorical.Chances.Given.device, generator: generator));
        var scores = (logits - (-u.log()).log()) / temperature;
        return scores - scores.logsumexp(-1, true);
    }

    public override Tensor log_prob(Tensor value)
    {
        var classes = event_shape[0]; // K; the density is (K - 1)! τ^(K - 1) Π softmax(logits - τ x)
        var factor = full_like(temperature, classes).lgamma() + (temperature.log() * (classes - 1));
        return (logits - (value * temperature)).log_softmax(-1).sum(-1) + factor;
    }

    /// <exception cref="NotSupportedException">Always: there is no closed form.</exception>
    public override Tensor entropy() => throw NoEntropy();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var given = Expanded(categorical.Chances.Given, batch_shape, 1);
        var isLogits = categorical.Chances.IsLogits;
        return new ExpRelaxedCategorical(temperature, isLogits ? null : given, isLogits ? given : null, generator);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            categorical.Dispose();
        base.Dispose(disposing);
    }
}
