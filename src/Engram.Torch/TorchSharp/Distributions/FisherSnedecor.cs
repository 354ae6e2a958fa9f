using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Fisher-Snedecor (F) distribution: the ratio of two χ² numbers, each over its degrees of freedom.</summary>
public class FisherSnedecor : distributions.Distribution
{
    private readonly Tensor df1;
    private readonly Tensor df2;

    public FisherSnedecor(Tensor df1, Tensor df2, Generator? generator = null)
        : base(generator)
    {
        var broadcast = Broadcast(df1, df2);
        (this.df1, this.df2) = (broadcast[0], broadcast[1]);
        _init(this.df1.shape);
    }

    public override Tensor mean => (df2 / (df2 - 2)).masked_fill(df2 <= 2, double.NaN);

    public override Tensor mode => ((df1 - 2) / df1 * df2 / (df2 + 2)).masked_fill(df1 <= 2, double.NaN);

    public override Tensor variance => (2 * df2.square() * (df1 + df2 - 2) / (df1 * (df2 - 2).square() * (df2 - 4))).masked_fill(df2 <= 4, double.NaN);

    public override Tensor rsample(params long[] sample_shape)
    {
        var first = new Gamma(df1 / 2, df1, generator).rsample(sample_shape);
        var second = new Gamma(df2 / 2, df2, generator).rsample(sample_shape);
        var tiny = finfo(df1.dtype).tiny;
        second.detach().clamp_min_(tiny);
        var ratio = first / second;
        ratio.detach().clamp_min_(tiny);
        return ratio;
    }

    public override Tensor log_prob(Tensor value)
    {
        var (a, b, ratio) = (df1 / 2, df2 / 2, df1 / df2);
        return -LogBeta(a, b) + (a * ratio.log()) + ((a - 1) * value.log()) - ((a + b) * (ratio * value).log1p());
    }

    public override Tensor entropy()
    {
        var (a, b) = (df1 / 2, df2 / 2);
        return LogBeta(a, b) + (df2 / df1).log() + ((1 - a) * a.digamma()) - ((1 + b) * b.digamma()) + ((a + b) * (a + b).digamma());
    }

    private static Tensor LogBeta(Tensor a, Tensor b) => a.lgamma() + b.lgamma() - (a + b).lgamma();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new FisherSnedecor(df1.expand(batch_shape.Shape), df2.expand(batch_shape.Shape), generator);
}
