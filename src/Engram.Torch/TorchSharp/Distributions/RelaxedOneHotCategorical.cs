using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Relaxed one-hot vectors on the simplex (Maddison et al. 2017; Jang et al. 2017).</summary>
public class RelaxedOneHotCategorical : TransformedDistribution
{
    private readonly ExpRelaxedCategorical relaxed;

    public RelaxedOneHotCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
        : this(new ExpRelaxedCategorical(temperature, probs, logits, generator), generator)
    {
    }

    private RelaxedOneHotCategorical(ExpRelaxedCategorical relaxed, Generator? generator)
        : base(relaxed, new distributions.transforms.ExpTransform(), generator) => this.relaxed = relaxed;

    public Tensor probs => relaxed.probs;

    public Tensor logits => relaxed.logits;

    public Tensor temperature => relaxed.temperature;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new RelaxedOneHotCategorical((ExpRelaxedCategorical)ExpandedBase(batch_shape), generator);
}
