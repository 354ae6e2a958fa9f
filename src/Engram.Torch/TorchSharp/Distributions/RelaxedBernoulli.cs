using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Relaxed Bernoulli distribution on (0, 1) (Maddison et al. 2017; Jang et al. 2017).</summary>
public class RelaxedBernoulli : TransformedDistribution
{
    private readonly LogitRelaxedBernoulli relaxed;

    public RelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
        : this(new LogitRelaxedBernoulli(temperature, probs, logits, generator), generator)
    {
    }

    private RelaxedBernoulli(LogitRelaxedBernoulli relaxed, Generator? generator)
        : base(relaxed, new distributions.transforms.SigmoidTransform(), generator) => this.relaxed = relaxed;

    public Tensor probs => relaxed.probs;

    public Tensor logits => relaxed.logits;

    public Tensor temperature => relaxed.Temperature;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new RelaxedBernoulli((LogitRelaxedBernoulli)ExpandedBase(batch_shape), generator);
}
