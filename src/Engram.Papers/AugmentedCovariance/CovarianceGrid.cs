using Engram.Signals.Covariance;
using Engram.Signals.Embedding;
using Engram.Signals.Riemannian;

namespace Engram.Papers.AugmentedCovariance;

/// <summary>
/// The augmented covariance matrices of all trials at each (order, lag), shrunk by OAS, and their logarithms. Each matrix depends
/// on its own trial alone, so computing all beforehand leaks nothing.
/// </summary>
internal sealed class CovarianceGrid
{
    private readonly Dictionary<DelayEmbedding, SymmetricMatrix[]> matrices = [];
    private readonly Dictionary<DelayEmbedding, SymmetricMatrix[]> logarithms = [];

    public CovarianceGrid(double[][][] trials, AugmentedCovarianceConfig config)
    {
        Points = [.. config.Orders.SelectMany(p => (p == 1 ? [1] : config.Lags).Select(lag => new DelayEmbedding(p, lag)))];
        foreach (var point in Points)
        {
            matrices[point] = Array.ConvertAll(trials, t => CovarianceEstimator.Oas(point.Apply(t)));
            logarithms[point] = Array.ConvertAll(matrices[point], SpdManifold.Log);
        }
    }

    public IReadOnlyList<DelayEmbedding> Points { get; }

    public SymmetricMatrix[] Matrices(DelayEmbedding point) => matrices[point];

    public SymmetricMatrix[] Logarithms(DelayEmbedding point) => logarithms[point];
}
