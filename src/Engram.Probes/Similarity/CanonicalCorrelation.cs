using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Similarity;

/// <summary>
/// Canonical correlations (Hotelling 1936): of all linear readouts of two representations those that correlate most, one pair after the
/// other. They do not change under invertible linear maps of either.
/// </summary>
public sealed class CanonicalCorrelation
{
    private CanonicalCorrelation(double[] correlations, double projectionWeighted) => (Correlations, ProjectionWeighted) = ([.. correlations], projectionWeighted);

    /// <summary>ρᵢ, descending, as many as the smaller representation spans directions.</summary>
    public ImmutableArray<double> Correlations { get; }

    /// <summary>Mean of ρᵢ.</summary>
    public double Mean => Correlations.Average();

    /// <summary>
    /// PWCCA (Morcos, Raghu and Bengio 2018): mean of ρᵢ weighted with αᵢ = Σⱼ |hᵢ·xⱼ|, how much of the first representation's features xⱼ the
    /// canonical variable hᵢ accounts for. Not symmetric.
    /// </summary>
    public double ProjectionWeighted { get; }

    /// <summary>Compares two representations. With no more samples than directions every correlation is 1: use several times as many.</summary>
    /// <param name="first">[sample, feature].</param>
    /// <param name="second">[sample, feature] of the same samples.</param>
    /// <exception cref="ArgumentException">Samples differ in number, or a representation is constant.</exception>
    public static CanonicalCorrelation Of(FeatureMatrix first, FeatureMatrix second) => Of(first, second, 1);

    /// <summary>SVCCA (Raghu et al. 2017): canonical correlations of the leading principal components only.</summary>
    /// <param name="first">[sample, feature].</param>
    /// <param name="second">[sample, feature] of the same samples.</param>
    /// <param name="variance">Share of each representation's variance that is kept, above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">Samples differ in number, a representation is constant, or the share is out of range.</exception>
    public static CanonicalCorrelation OfLeadingComponents(FeatureMatrix first, FeatureMatrix second, double variance = 0.99) =>
        variance is > 0 and <= 1 ? Of(first, second, variance) : throw new ArgumentOutOfRangeException(nameof(variance), $"Expected a share above 0 and at most 1, got {variance}.");

    private static CanonicalCorrelation Of(FeatureMatrix first, FeatureMatrix second, double variance)
    {
        PairedFeatures.Check(first, second, 3);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (x, y) = (Basis(PairedFeatures.Centred(first), variance), Basis(PairedFeatures.Centred(second), variance));
        // cosines of the angles between the two spans: singular values of QxᵀQy
        var (u, s, _) = linalg.svd(x.Basis.t().mm(y.Basis), fullMatrices: false);
        double[] correlations = [.. s.data<double>().ToArray().Select(v => Math.Min(v, 1))];
        var variables = x.Basis.mm(u); // hᵢ
        var weights = variables.t().mm(x.Kept).abs().sum([1L]).data<double>().ToArray();
        return new(correlations, correlations.Zip(weights, (c, w) => c * w).Sum() / weights.Sum());
    }

    // an orthonormal basis of the samples' span, and the representation restricted to it
    private static (Tensor Basis, Tensor Kept) Basis(Tensor x, double variance)
    {
        var (u, s, v) = linalg.svd(x, fullMatrices: false);
        var values = s.data<double>().ToArray();
        if (!(values[0] > 0))
            throw PairedFeatures.Constant(nameof(x));
        var total = values.Sum(w => w * w);
        var (kept, sum) = (0, 0.0);
        while (kept < values.Length && values[kept] > values[0] * 1e-12 * Math.Max(x.shape[0], x.shape[1]) && (variance == 1 || sum < variance * total))
            sum += values[kept] * values[kept++];
        var basis = u.narrow(1, 0, kept);
        return (basis, (basis * s.narrow(0, 0, kept)).mm(v.narrow(0, 0, kept)));
    }
}
