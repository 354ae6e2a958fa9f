using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Similarity;

/// <summary>
/// What remains between two representations after the best rotation: with X, Y centred and of Frobenius norm 1,
/// d² = min_Q ‖X - YQ‖² = 2 - 2‖YᵀX‖_* over orthogonal Q (Schönemann 1966; a metric of representations, Williams et al. 2021). From 0 to √2.
/// </summary>
public static class ProcrustesDistance
{
    /// <summary>The distance d; the smaller representation is filled up with zeros.</summary>
    /// <param name="first">[sample, feature].</param>
    /// <param name="second">[sample, feature] of the same samples.</param>
    /// <exception cref="ArgumentException">Samples differ in number, or a representation is constant.</exception>
    public static double Of(FeatureMatrix first, FeatureMatrix second)
    {
        PairedFeatures.Check(first, second, 2);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (x, y) = (PairedFeatures.Centred(first), PairedFeatures.Centred(second));
        var (a, b) = (x.norm().item<double>(), y.norm().item<double>());
        if (!(a > 0 && b > 0))
            throw PairedFeatures.Constant(a > 0 ? nameof(second) : nameof(first));
        var nuclear = linalg.svdvals(y.t().mm(x)).sum().item<double>() / (a * b);
        return Math.Sqrt(Math.Max(0, 2 - (2 * nuclear)));
    }
}
