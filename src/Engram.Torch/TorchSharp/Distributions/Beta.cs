using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Beta distribution: p(x) = x^(α - 1) (1 - x)^(β - 1) / B(α, β), with α = concentration1 and β = concentration0.</summary>
public class Beta : distributions.ExponentialFamily
{
    private readonly Tensor concentration1;
    private readonly Tensor concentration0;

    public Beta(Tensor concentration1, Tensor concentration0, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(concentration1, concentration0);
        (this.concentration1, this.concentration0) = (broadcast[0], broadcast[1]);
        _init(this.concentration1.shape);
    }

    public override Tensor mean => concentration1 / (concentration1 + concentration0);

    public override Tensor mode => Both.mode.select(-1, 0);

    public override Tensor variance
    {
        get
        {
            var total = concentration1 + concentration0;
            return concentration1 * concentration0 / (total.square() * (total + 1));
        }
    }

    private Dirichlet Both => new(stack([concentration1, concentration0], -1), generator);

    public override Tensor rsample(params long[] sample_shape) => Both.rsample(sample_shape).select(-1, 0);

    public override Tensor log_prob(Tensor value) => Both.log_prob(stack([value, 1 - value], -1));

    public override Tensor entropy() => Both.entropy();

    protected override IList<Tensor> NaturalParams => [concentration1 - 1, concentration0 - 1];

    protected override Tensor MeanCarrierMeasure => zeros_like(concentration1);

    protected override Tensor LogNormalizer(params Tensor[] parameters) => (parameters[0] + 1).lgamma() + (parameters[1] + 1).lgamma() - (parameters[0] + parameters[1] + 2).lgamma();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Beta(concentration1.expand(batch_shape.Shape), concentration0.expand(batch_shape.Shape), generator);
}
