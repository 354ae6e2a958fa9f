using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>χ² distribution with df degrees of freedom: the sum of as many squared standard normal numbers.</summary>
public class Chi2 : Gamma
{
    public Chi2(Tensor df, Generator? generator = null)
        : base(0.5 * df, full_like(df, 0.5), generator)
    {
    }

    public Tensor df => concentration * 2;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => new Chi2(df.expand(batch_shape.Shape), generator);
}
