using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Dirichlet distribution over probability vectors: p(x) ∝ Π xᵢ^(αᵢ - 1).</summary>
public class Dirichlet : distributions.ExponentialFamily
{
    private readonly Tensor concentration;

    public Dirichlet(Tensor concentration, Generator? generator = null)
        : base(generator)
    {
        if (concentration.dim() < 1)
            throw new ArgumentException("Dirichlet: expected concentrations of at least one dimension, got a scalar.", nameof(concentration));
        this.concentration = Own(concentration.alias());
        _init(concentration.shape[..^1], concentration.shape[^1..]);
    }

    public override Tensor mean => concentration / Total;

    public override Tensor mode
    {
        get
        {
            var above = (concentration - 1).clamp_min(0);
            var corner = nn.functional.one_hot(concentration.argmax(-1), concentration.shape[^1]).to_type(concentration.dtype);
            return where((concentration < 1).all(-1, true), corner, above / above.sum(-1, true));
        }
    }

    public override Tensor variance => concentration * (Total - concentration) / (Total.square() * (Total + 1));

    private Tensor Total => concentration.sum(-1, true);

    public override Tensor rsample(params long[] sample_shape) => DirichletDraw.apply(concentration.expand(ExtendedShape(sample_shape)), generator!);

    public override Tensor log_prob(Tensor value) => xlogy(concentration - 1, value).sum(-1) + concentration.sum(-1).lgamma() - concentration.lgamma().sum(-1);

    public override Tensor entropy()
    {
        var total = concentration.sum(-1); // α₀
        return concentration.lgamma().sum(-1) - total.lgamma() - ((concentration.shape[^1] - total) * total.digamma())
            - ((concentration - 1) * concentration.digamma()).sum(-1);
    }

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Dirichlet(Expanded(concentration, batch_shape, 1), generator);

    protected override IList<Tensor> NaturalParams => [concentration - 1];

    protected override Tensor MeanCarrierMeasure => zeros(batch_shape.Shape, concentration.dtype, concentration.device);

    protected override Tensor LogNormalizer(params Tensor[] parameters) => (parameters[0] + 1).lgamma().sum(-1) - (parameters[0] + 1).sum(-1).lgamma();
}
