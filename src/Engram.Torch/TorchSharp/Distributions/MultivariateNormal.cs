using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Multivariate normal distribution, given by exactly one of covariance, precision or lower Cholesky factor.</summary>
public class MultivariateNormal : distributions.Distribution
{
    private readonly Tensor loc;
    private readonly Tensor scaleTril;

    public MultivariateNormal(Tensor loc, Tensor? covariance_matrix = null, Tensor? precision_matrix = null, Tensor? scale_tril = null, Generator? generator = null)
        : base(generator)
    {
        Tensor?[] given = [covariance_matrix, precision_matrix, scale_tril];
        if (given.Count(g => g is not null) != 1)
            throw new ArgumentException($"MultivariateNormal: expected exactly one of covariance_matrix, precision_matrix and scale_tril, got {given.Count(g => g is not null)}.");
        var matrix = given.First(g => g is not null)!;
        if (loc.dim() < 1 || matrix.dim() < 2 || matrix.shape[^1] != matrix.shape[^2] || (loc.shape[^1] != matrix.shape[^1] && loc.shape[^1] != 1))
            throw new ArgumentException($"MultivariateNormal: expected a mean [..., n] and a matrix [..., n, n], got [{string.Join(", ", loc.shape)}] and [{string.Join(", ", matrix.shape)}].");
        var batch = broadcast_shapes(loc.shape[..^1], matrix.shape[..^2]);
        var size = matrix.shape[^1];
        this.loc = Own(loc.expand([.. batch, size]));
        var factor = scale_tril ?? (covariance_matrix is not null ? linalg.cholesky(covariance_matrix) : FactorOfInverse(precision_matrix!));
        scaleTril = Own(factor.expand([.. batch, size, size]));
        _init(batch, new Size(size));
    }

    public override Tensor mean => loc;

    public override Tensor mode => loc;

    public override Tensor variance => scaleTril.square().sum(-1);

    private Tensor HalfLogDeterminant => scaleTril.diagonal(dim1: -2, dim2: -1).log().sum(-1);

    public override Tensor rsample(params long[] sample_shape)
    {
        var noise = randn(ExtendedShape(sample_shape), loc.dtype, loc.device, generator: generator);
        return loc + scaleTril.matmul(noise.unsqueeze(-1)).squeeze(-1);
    }

    public override Tensor log_prob(Tensor value)
    {
        var difference = value - loc;
        var factor = scaleTril.expand([.. difference.shape[..^1], .. scaleTril.shape[^2..]]);
        var whitened = linalg.solve_triangular(factor, difference.unsqueeze(-1), upper: false).squeeze(-1);
        return (-0.5 * ((event_shape[0] * Math.Log(2 * Math.PI)) + whitened.square().sum(-1))) - HalfLogDeterminant;
    }

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) =>
        new MultivariateNormal(Expanded(loc, batch_shape, 1), scale_tril: Expanded(scaleTril, batch_shape, 2), generator: generator);

    public override Tensor entropy() => HalfLogDeterminant + (0.5 * event_shape[0] * (1 + Math.Log(2 * Math.PI)));

    // The lower factor L of P⁻¹ = L Lᵀ: flipping both axes turns the Cholesky factor of P into the upper one that is needed.
    private static Tensor FactorOfInverse(Tensor precision)
    {
        var inverse = linalg.cholesky(precision.flip(-2, -1)).flip(-2, -1).mT;
        return linalg.solve_triangular(inverse, eye(precision.shape[^1], dtype: precision.dtype, device: precision.device), upper: false);
    }
}
