using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Kumaraswamy distribution: cdf 1 - (1 - x^a)^b, with a = concentration1 and b = concentration0.</summary>
public class Kumaraswamy : TransformedDistribution
{
    internal Kumaraswamy(Tensor concentration1, Tensor concentration0, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(concentration1, concentration0);
        (this.concentration1, this.concentration0) = (broadcast[0], broadcast[1]);
        _init(
            new Uniform(zeros_like(this.concentration0), ones_like(this.concentration0), generator),
            [new distributions.transforms.PowerTransform(Own(this.concentration0.reciprocal())), new distributions.transforms.AffineTransform(1, -1), new distributions.transforms.PowerTransform(Own(this.concentration1.reciprocal()))]);
    }

    public Tensor concentration1 { get; }

    public Tensor concentration0 { get; }

    public override Tensor mean => Moment(1);

    public override Tensor variance => Moment(2) - mean.square();

    /// <summary>((a - 1) / (ab - 1))^(1 / a); not a number where a or b is below one.</summary>
    public override Tensor mode => ((concentration1 - 1) / ((concentration1 * concentration0) - 1)).pow(concentration1.reciprocal()).masked_fill((concentration1 < 1) | (concentration0 < 1), double.NaN);

    // E[xⁿ] = b B(1 + n / a, b)
    private Tensor Moment(int n)
    {
        var first = 1 + (n / concentration1);
        return concentration0 * (first.lgamma() + concentration0.lgamma() - (first + concentration0).lgamma()).exp();
    }

    public override Tensor entropy()
    {
        var harmonic = (concentration0 + 1).digamma() + euler_constant; // H(b)
        return 1 - concentration0.reciprocal() + ((1 - concentration1.reciprocal()) * harmonic) - concentration1.log() - concentration0.log();
    }

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Kumaraswamy(concentration1.expand(batch_shape.Shape), concentration0.expand(batch_shape.Shape), generator);
}
