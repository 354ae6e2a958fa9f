using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries;

/// <summary>How sparse and how faithful a dictionary is.</summary>
public static class DictionaryMetrics
{
    /// <summary>Mean number of active features.</summary>
    /// <param name="codes">[batch, feature].</param>
    public static double L0(Tensor codes)
    {
        using var scope = NewDisposeScope();
        return codes.gt(0).sum([-1L]).to_type(float64).mean().ToDouble();
    }

    /// <summary>Fraction of variance unexplained: ‖target - output‖² / ‖target - mean target‖².</summary>
    /// <param name="output">[batch, output].</param>
    /// <param name="target">[batch, output].</param>
    public static double FractionVarianceUnexplained(Tensor output, Tensor target)
    {
        using var scope = NewDisposeScope();
        return ((target - output).square().sum() / (target - target.mean([0])).square().sum()).ToDouble();
    }

    /// <summary>For every planted direction the largest cosine with a learned one; then their mean.</summary>
    /// <param name="planted">[planted, size].</param>
    /// <param name="learned">[learned, size].</param>
    public static double MaxCosineMatch(Tensor planted, Tensor learned) => Match(planted, learned).Cosine.Average();

    /// <summary>For every planted direction the learned one that fits best.</summary>
    /// <param name="planted">[planted, size].</param>
    /// <param name="learned">[learned, size].</param>
    public static (long[] Index, double[] Cosine) Match(Tensor planted, Tensor learned)
    {
        using var scope = NewDisposeScope();
        var cosines = matmul(nn.functional.normalize(planted), nn.functional.normalize(learned).t());
        var (values, indices) = cosines.max(1);
        return (indices.data<long>().ToArray(), [.. values.to_type(float64).data<double>()]);
    }
}
