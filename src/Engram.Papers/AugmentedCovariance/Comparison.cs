using Engram.Probes.Classifiers;
using Engram.Probes.Metrics;
using Engram.Signals.Embedding;
using Engram.Signals.Randomness;
using Engram.Signals.Riemannian;

namespace Engram.Papers.AugmentedCovariance;

/// <summary>Compares plain and augmented covariance on one set of trials, nested: order and lag never see a test trial.</summary>
public static class Comparison
{
    /// <summary>Runs all methods over the outer folds.</summary>
    /// <param name="trials">[trial][channel][time].</param>
    /// <param name="labels">0 or 1 for each trial.</param>
    /// <param name="folds">Outer fold of each trial.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="random">Source of randomness.</param>
    public static MethodScores Run(double[][][] trials, int[] labels, int[] folds, AugmentedCovarianceConfig config, SeededRandom random)
    {
        var grid = new CovarianceGrid(trials, config);
        var plain = new DelayEmbedding(1, 1);
        var scores = new double[6][];
        for (var m = 0; m < scores.Length; m++)
            scores[m] = new double[trials.Length];
        var chosen = new List<DelayEmbedding>();
        foreach (var fold in folds.Distinct().Order())
        {
            var training = Enumerable.Range(0, trials.Length).Where(i => folds[i] != fold).ToArray();
            var test = Enumerable.Range(0, trials.Length).Where(i => folds[i] == fold).ToArray();
            var best = OrderLagSearch.Choose(grid, labels, training, config, random.Split($"fold {fold}"));
            chosen.Add(best);
            var draw = random.Split($"control {fold}");
            var anyPoint = grid.Points[draw.NextInt(grid.Points.Count)];
            var order = draw.Permutation(training.Length);
            var shuffled = (int[])labels.Clone();
            for (var i = 0; i < training.Length; i++)
                shuffled[training[i]] = labels[training[order[i]]];
            Evaluate(new MinimumDistanceToMean(), grid.Matrices(plain), labels, training, test, scores[0]);
            Evaluate(new TangentSpaceSvm(config.Cost), grid.Matrices(plain), labels, training, test, scores[1]);
            Evaluate(new MinimumDistanceToMean(), grid.Matrices(best), labels, training, test, scores[2]);
            Evaluate(new TangentSpaceSvm(config.Cost), grid.Matrices(best), labels, training, test, scores[3]);
            Evaluate(new TangentSpaceSvm(config.Cost), grid.Matrices(anyPoint), labels, training, test, scores[4]);
            Evaluate(new TangentSpaceSvm(config.Cost), grid.Matrices(best), shuffled, training, test, scores[5]);
        }

        // scores of different folds come from different classifiers, so the areas are taken fold by fold
        double Area(double[] of) => folds.Distinct().Average(fold =>
        {
            var test = Enumerable.Range(0, labels.Length).Where(i => folds[i] == fold).ToArray();
            return RocAuc.Of(Array.ConvertAll(test, i => of[i]), Array.ConvertAll(test, i => labels[i]));
        });
        return new(Area(scores[0]), Area(scores[1]), Area(scores[2]), Area(scores[3]), Area(scores[4]), Area(scores[5]), chosen);
    }

    /// <summary>The score of every (order, lag) by cross-validation on all trials: optimistic, for the map only.</summary>
    /// <param name="trials">[trial][channel][time].</param>
    /// <param name="labels">0 or 1 for each trial.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="random">Source of randomness.</param>
    /// <returns>[order, lag] in the order of the config; order 1 is the same at every lag.</returns>
    public static double[,] Map(double[][][] trials, int[] labels, AugmentedCovarianceConfig config, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(config);
        var grid = new CovarianceGrid(trials, config);
        var all = Enumerable.Range(0, trials.Length).ToArray();
        var map = new double[config.Orders.Length, config.Lags.Length];
        for (var i = 0; i < config.Orders.Length; i++)
        {
            for (var j = 0; j < config.Lags.Length; j++)
                map[i, j] = OrderLagSearch.Score(grid, new(config.Orders[i], config.Orders[i] == 1 ? 1 : config.Lags[j]), labels, all, config, random.Split("map"));
        }

        return map;
    }

    private static void Evaluate(IMatrixClassifier classifier, SymmetricMatrix[] matrices, int[] labels, int[] training, int[] test, double[] scores)
    {
        classifier.Fit([.. training.Select(i => matrices[i])], [.. training.Select(i => labels[i])]);
        foreach (var i in test)
            scores[i] = classifier.Score(matrices[i]);
    }
}
