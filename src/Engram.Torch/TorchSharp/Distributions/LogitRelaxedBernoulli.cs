using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The logit of a relaxed Bernoulli number (Maddison et al. 2017; Jang et al. 2017): a logistic number with mean logits / τ and scale 1 / τ.</summary>
public class LogitRelaxedBernoulli : distributions.Distribution
{
    private readonly Tensor temperature;
    private readonly Chances chances;

    public LogitRelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
        : base(generator)
    {
        var isLogits = IsGivenLogits(probs, logits);
        this.temperature = Own(temperature.alias());
        chances = new Chances(Own((probs ?? logits)!.alias()), isLogits, isBinary: true);
        _init(chances.Given.shape);
    }

    public Tensor probs => chances.Probabilities;

    public Tensor logits => chances.Logits;

    internal Tensor Temperature => temperature;

    public override Tensor mean => logits / temperature;

    public override Tensor variance => (Math.PI * Math.PI / 3 / temperature.square()).expand(batch_shape.Shape);

    public override Tensor rsample(params long[] sample_shape)
    {
        var shape = ExtendedShape(sample_shape);
        var p = ClampProbs(probs.expand(shape));
        var u = ClampProbs(rand(shape, p.dtype, p.device, generator: generator));
        return (u.log() - (-u).log1p() + p.log() - (-p).log1p()) / temperature;
    }

    public override Tensor log_prob(Tensor value)
    {
        var difference = logits - (value * temperature);
        return temperature.log() + difference - (2 * difference.softplus());
    }

    public override Tensor entropy() => (2 - temperature.log()).expand(batch_shape.Shape);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var given = chances.Given.expand(batch_shape.Shape);
        return new LogitRelaxedBernoulli(temperature, chances.IsLogits ? null : given, chances.IsLogits ? given : null, generator);
    }
}
