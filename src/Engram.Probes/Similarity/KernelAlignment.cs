using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Similarity;

/// <summary>
/// Centred kernel alignment (Kornblith et al. 2019) HSIC(K, L) / √(HSIC(K, K) HSIC(L, L)): how alike two representations arrange the same
/// samples, 1 for the same up to rotation and scale. The biased HSIC tr(KHLH)/(n-1)² grows with the features over the samples; the
/// unbiased one (Song et al. 2012) does not, and may fall below 0.
/// </summary>
public static class KernelAlignment
{
    /// <summary>With the linear kernel K = XXᵀ.</summary>
    /// <param name="first">[sample, feature].</param>
    /// <param name="second">[sample, feature] of the same samples.</param>
    /// <param name="isUnbiased">Whether to use the unbiased HSIC, which needs four samples.</param>
    /// <exception cref="ArgumentException">Samples differ in number or are too few, or a representation is constant.</exception>
    public static double Linear(FeatureMatrix first, FeatureMatrix second, bool isUnbiased = false)
    {
        PairedFeatures.Check(first, second, isUnbiased ? 4 : 2);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (x, y) = (PairedFeatures.Centred(first), PairedFeatures.Centred(second));
        if (isUnbiased || first.Rows < Math.Max(first.Columns, second.Columns))
            return Of(x.mm(x.t()), y.mm(y.t()), isUnbiased);
        // tr(KL) = ‖YᵀX‖², in matrices of the size of the features
        double Square(Tensor product) => product.pow(2).sum().item<double>();
        return Ratio(Square(y.t().mm(x)), Square(x.t().mm(x)), Square(y.t().mm(y)));
    }

    /// <summary>With Gaussian kernels exp(-d² / 2σ²), σ a multiple of the median distance of each representation.</summary>
    /// <param name="first">[sample, feature].</param>
    /// <param name="second">[sample, feature] of the same samples.</param>
    /// <param name="bandwidth">σ over the median distance.</param>
    /// <param name="isUnbiased">Whether to use the unbiased HSIC, which needs four samples.</param>
    /// <exception cref="ArgumentException">As for <see cref="Linear"/>, or the bandwidth is not above 0.</exception>
    public static double Gaussian(FeatureMatrix first, FeatureMatrix second, double bandwidth = 1, bool isUnbiased = false)
    {
        PairedFeatures.Check(first, second, isUnbiased ? 4 : 2);
        ProbeInput.Positive(bandwidth, nameof(bandwidth));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return Of(GaussianKernel(first, bandwidth), GaussianKernel(second, bandwidth), isUnbiased);
    }

    private static Tensor GaussianKernel(FeatureMatrix features, double bandwidth)
    {
        var x = PairedFeatures.Centred(features);
        var norms = x.pow(2).sum([1L], keepdim: true);
        var squares = (norms + norms.t() - (2 * x.mm(x.t()))).clamp_min(0);
        var distances = new List<double>();
        var values = squares.data<double>().ToArray();
        for (var i = 0; i < features.Rows; i++)
        {
            for (var j = i + 1; j < features.Rows; j++)
                distances.Add(values[(i * features.Rows) + j]);
        }

        distances.Sort();
        // the median of the distances, not of their squares
        var median = (Math.Sqrt(distances[(distances.Count - 1) / 2]) + Math.Sqrt(distances[distances.Count / 2])) / 2;
        if (median == 0)
            throw new ArgumentException("Expected samples of which most differ, got a median distance of 0; a kernel has no width then.", nameof(features));
        var sigma = bandwidth * median;
        return (squares / (-2 * sigma * sigma)).exp();
    }

    private static double Of(Tensor k, Tensor l, bool isUnbiased)
    {
        if (isUnbiased)
            return Ratio(Unbiased(k, l), Unbiased(k, k), Unbiased(l, l));
        var centred = Centre(k);
        return Ratio((centred * l).sum().item<double>(), (centred * k).sum().item<double>(), (Centre(l) * l).sum().item<double>());
    }

    // HKH
    private static Tensor Centre(Tensor kernel) => kernel - kernel.mean([0L], keepdim: true) - kernel.mean([1L], keepdim: true) + kernel.mean();

    // (tr(KL) + 1ᵀK1 1ᵀL1 / ((n-1)(n-2)) - 2/(n-2) 1ᵀKL1) / (n(n-3)) with empty diagonals
    private static double Unbiased(Tensor k, Tensor l)
    {
        double n = k.shape[0];
        var (a, b) = (k - k.diagonal().diag(), l - l.diagonal().diag());
        var (rowsA, rowsB) = (a.sum([1L]), b.sum([1L]));
        var sum = (a * b).sum() + (rowsA.sum() * rowsB.sum() / ((n - 1) * (n - 2))) - (2 / (n - 2) * (rowsA * rowsB).sum());
        return sum.item<double>() / (n * (n - 3));
    }

    private static double Ratio(double shared, double first, double second) => first > 0 && second > 0
        ? shared / Math.Sqrt(first) / Math.Sqrt(second)
        : throw PairedFeatures.Constant(nameof(first));
}
