using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Regressors;

/// <summary>
/// Ridge regression: min ‖Y - X Wᵀ - b‖² + α‖W‖² in closed form, W = (X̃ᵀX̃ + αI)⁻¹X̃ᵀỸ with centred X̃, Ỹ. Of several α the one with the
/// least mean squared leave-one-out error is used: with the hat matrix H = 1/n + X̃(X̃ᵀX̃ + αI)⁻¹X̃ᵀ the error of a sample left out is
/// eᵢ / (1 - Hᵢᵢ) (Golub, Heath and Wahba 1979), so nothing is fitted again. α = 0 gives ordinary least squares, of least norm where
/// features depend on each other.
/// </summary>
public sealed record RidgeRegression : IRegressor
{
    /// <summary>α, 0 or more; several to choose from.</summary>
    public IReadOnlyList<double> Alphas { get; init; } = [1];

    /// <inheritdoc cref="IRegressor.Fit"/>
    public LinearRegressorModel Fit(FeatureMatrix features, FeatureMatrix targets)
    {
        ProbeInput.Targets(features, targets);
        if (Alphas.Count == 0)
            throw new ArgumentException("Expected at least one α, got none.", nameof(features));
        foreach (var alpha in Alphas)
            ProbeInput.AtLeastZero(alpha, nameof(Alphas));
        if (Alphas.Count > 1 && features.Rows < 3)
            throw new ArgumentException($"Expected at least three samples to choose α by leaving one out, got {features.Rows}. Give a single α.", nameof(features));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (x, y) = (features.ToTensor(), targets.ToTensor());
        var (xMean, yMean) = (x.mean([0L], keepdim: true), y.mean([0L], keepdim: true));
        var (centred, response) = (x - xMean, y - yMean);
        var chosen = Alphas[0];
        double[] errors = [];
        Tensor weights; // [feature, output]
        if (Alphas.Count == 1 && chosen > 0)
        {
            weights = Solve(centred, response, chosen);
        }
        else
        {
            var spectrum = RidgeSpectrum.Of(centred, response);
            if (Alphas.Count > 1)
            {
                errors = [.. Alphas.Select(spectrum.LeaveOneOutError)];
                chosen = Alphas[Array.IndexOf(errors, errors.Min())];
            }

            weights = spectrum.Weights(chosen);
        }

        var intercepts = (yMean - xMean.mm(weights)).reshape(-1).data<double>().ToArray();
        return new(weights.t().contiguous().ToResult(), intercepts) { Alpha = chosen, LeaveOneOutErrors = [.. errors] };
    }

    IRegressorModel IRegressor.Fit(FeatureMatrix features, FeatureMatrix targets) => Fit(features, targets);

    // of the two equal forms (XᵀX + αI)⁻¹XᵀY = Xᵀ(XXᵀ + αI)⁻¹Y the one with the smaller matrix
    private static Tensor Solve(Tensor x, Tensor y, double alpha)
    {
        var isWide = x.shape[1] > x.shape[0];
        var gram = isWide ? x.mm(x.t()) : x.t().mm(x);
        gram += alpha * eye(gram.shape[0], dtype: float64);
        var (factor, info) = linalg.cholesky_ex(gram);
        if (info.item<int>() != 0)
            return RidgeSpectrum.Of(x, y).Weights(alpha); // α is lost in the rounding of features that depend on each other
        return isWide ? x.t().mm(cholesky_solve(y, factor)) : cholesky_solve(x.t().mm(y), factor);
    }
}
