using Engram.Data;
using Engram.Probes.Classifiers;
using Engram.Probes.Metrics;
using Engram.Signals.Embedding;
using Engram.Signals.Randomness;

namespace Engram.Papers.AugmentedCovariance;

/// <summary>
/// Chooses order and lag on the training trials alone. Candidates are scored by the area under the curve of a linear support
/// vector machine on matrix logarithms (the log-Euclidean tangent space): as good a guide as the Riemannian one and far cheaper.
/// </summary>
internal static class OrderLagSearch
{
    public static DelayEmbedding Choose(CovarianceGrid grid, int[] labels, int[] training, AugmentedCovarianceConfig config, SeededRandom random) =>
        grid.Points.MaxBy(p => Score(grid, p, labels, training, config, random.Split("inner")))!;

    public static double Score(CovarianceGrid grid, DelayEmbedding point, int[] labels, int[] trials, AugmentedCovarianceConfig config, SeededRandom random)
    {
        var vectors = Array.ConvertAll(trials, t => grid.Logarithms(point)[t].Values.ToArray());
        var own = Array.ConvertAll(trials, t => labels[t]);
        var folds = Folds.Stratified(own, config.InnerFolds, random);
        var scores = new double[trials.Length];
        for (var fold = 0; fold < config.InnerFolds; fold++)
        {
            var train = Enumerable.Range(0, trials.Length).Where(i => folds[i] != fold).ToArray();
            var svm = new LinearSvm(config.Cost);
            svm.Fit([.. train.Select(i => vectors[i])], [.. train.Select(i => own[i])]);
            for (var i = 0; i < trials.Length; i++)
            {
                if (folds[i] == fold)
                    scores[i] = svm.Score(vectors[i]);
            }
        }

        return RocAuc.Of(scores, own);
    }
}
