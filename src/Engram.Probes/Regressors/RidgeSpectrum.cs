using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Regressors;

/// <summary>The eigenvalues λ and vectors of the smaller Gram matrix of centred features, from which the ridge solution of any α follows.</summary>
internal sealed class RidgeSpectrum
{
    private readonly Tensor response; // Ỹ
    private readonly Tensor eigenvalues; // λ, those above rounding
    private readonly Tensor left; // U [sample, direction], orthonormal
    private readonly Tensor right; // V [feature, direction], orthonormal

    private RidgeSpectrum(Tensor response, Tensor eigenvalues, Tensor left, Tensor right) =>
        (this.response, this.eigenvalues, this.left, this.right) = (response, eigenvalues, left, right);

    public static RidgeSpectrum Of(Tensor x, Tensor y)
    {
        var isWide = x.shape[1] > x.shape[0];
        var (values, vectors) = linalg.eigh(isWide ? x.mm(x.t()) : x.t().mm(x));
        var largest = values[^1].item<double>();
        var kept = values.data<double>().ToArray().Count(v => v > 1e-13 * Math.Max(x.shape[0], x.shape[1]) * Math.Max(largest, 0));
        var directions = values.shape[0];
        values = values.narrow(0, directions - kept, kept);
        vectors = vectors.narrow(1, directions - kept, kept);
        var roots = values.sqrt();
        var others = (isWide ? x.t() : x).mm(vectors) / roots;
        return isWide ? new(y, values, vectors, others) : new(y, values, others, vectors);
    }

    /// <summary>V diag(√λ / (λ + α)) Uᵀ Ỹ.</summary>
    public Tensor Weights(double alpha) => right.mm((eigenvalues.sqrt() / (eigenvalues + alpha)).unsqueeze(1) * left.t().mm(response));

    /// <summary>Mean over samples and outputs of (eᵢ / (1 - Hᵢᵢ))².</summary>
    public double LeaveOneOutError(double alpha)
    {
        using var scope = NewDisposeScope();
        var shrink = eigenvalues / (eigenvalues + alpha);
        var residual = response - left.mm(shrink.unsqueeze(1) * left.t().mm(response));
        var leverage = (left.pow(2) * shrink).sum([1L], keepdim: true) + (1.0 / left.shape[0]);
        var error = (residual / (1 - leverage)).pow(2).mean().item<double>();
        return double.IsFinite(error) ? error : double.PositiveInfinity; // H_ii = 1: the fit passes through every sample
    }
}
