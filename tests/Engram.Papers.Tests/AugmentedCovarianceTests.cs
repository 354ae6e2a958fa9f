using Engram.Data;
using Engram.Papers.AugmentedCovariance;
using Engram.Probes.Classifiers;
using Engram.Signals.Covariance;
using Engram.Signals.Embedding;
using Engram.Signals.Randomness;
using Engram.Signals.Riemannian;
using Engram.Signals.Simulation;

namespace Engram.Papers.Tests;

/// <summary>The checks of the augmented covariance sheet that need the whole method; those of its blocks are in Engram.Signals.Tests.</summary>
public class AugmentedCovarianceTests
{
    private static readonly AugmentedCovarianceConfig Config = new() { Orders = [1, 2], Lags = [1, 3] };

    // d(A,B) = d(WAWᵀ, WBWᵀ) and d(A,B) = d(A⁻¹, B⁻¹), with a mixing W that is not symmetric.
    [Fact]
    public void TheDistanceIsFreeOfMixingAndInversion()
    {
        var (trials, _) = new TimeReversedPairs { Pairs = 2 }.Draw(1, new SeededRandom(3));
        var random = new SeededRandom(4);
        var w = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 4).Select(_ => random.NextGaussian()).ToArray()).ToArray();
        var mixed = Array.ConvertAll(trials, t => w.Select(row => Enumerable.Range(0, t[0].Length).Select(i => Enumerable.Range(0, 4).Sum(c => row[c] * t[c][i])).ToArray()).ToArray());
        double Distance(double[][][] of, Func<SymmetricMatrix, SymmetricMatrix> map) => SpdManifold.Distance(map(CovarianceEstimator.Sample(of[0])), map(CovarianceEstimator.Sample(of[1])));
        Assert.True(Distance(trials, m => m) > 0.05);
        Assert.Equal(Distance(trials, m => m), Distance(mixed, m => m), 7);
        Assert.Equal(Distance(trials, m => m), Distance(trials, m => m.Map(v => 1 / v)), 7);
    }

    // Positive definite iff T' - 1 ≥ p d in general position; shrinkage makes it so otherwise.
    [Theory]
    [InlineData(14, true)]
    [InlineData(13, true)]
    [InlineData(12, false)]
    public void SamplesMustOutnumberRowsUnlessShrunk(int samples, bool isDefinite)
    {
        var (p, lag, d) = (3, 1, 4);
        var random = new SeededRandom(6);
        var trial = Enumerable.Range(0, d).Select(_ => Enumerable.Range(0, samples + (p * lag)).Select(_ => random.NextGaussian()).ToArray()).ToArray();
        var embedded = new DelayEmbedding(p, lag).Apply(trial);
        Assert.Equal((p * d, samples), (embedded.Length, embedded[0].Length));
        Assert.Equal(isDefinite, CovarianceEstimator.Sample(embedded).Eigenvalues().Min() > 1e-12);
        Assert.True(CovarianceEstimator.Oas(embedded).Eigenvalues().Min() > 1e-6);
    }

    [Fact]
    public void PermutedChannelsPermuteBlocksAndLeaveScoresAlone()
    {
        int[] order = [2, 0, 3, 1];
        var (trials, labels) = new TimeReversedPairs { Pairs = 2, Samples = 120 }.Draw(12, new SeededRandom(7));
        var permuted = Array.ConvertAll(trials, t => Array.ConvertAll(order, c => t[c]));
        var embedding = new DelayEmbedding(2, 1);
        var (a, b) = (Array.ConvertAll(trials, t => CovarianceEstimator.Oas(embedding.Apply(t))), Array.ConvertAll(permuted, t => CovarianceEstimator.Oas(embedding.Apply(t))));
        for (var i = 0; i < 8; i++)
        {
            for (var j = 0; j < 8; j++)
                Assert.Equal(a[0][(i / 4 * 4) + order[i % 4], (j / 4 * 4) + order[j % 4]], b[0][i, j], 10);
        }

        foreach (var make in (Func<IMatrixClassifier>[])[() => new MinimumDistanceToMean(), () => new TangentSpaceSvm()])
        {
            var (one, other) = (make(), make());
            one.Fit(a[4..], labels[4..]);
            other.Fit(b[4..], labels[4..]);
            for (var i = 0; i < 4; i++)
                Assert.Equal(one.Score(a[i]), other.Score(b[i]), 5);
        }
    }

    [Fact]
    public void ReversedTimeTransposesTheLaggedBlocks()
    {
        var (trials, _) = new TimeReversedPairs { Pairs = 2, Samples = 4000 }.Draw(1, new SeededRandom(8));
        var embedding = new DelayEmbedding(2, 1);
        var forward = CovarianceEstimator.Sample(embedding.Apply(trials[0]));
        var backward = CovarianceEstimator.Sample(embedding.Apply(Array.ConvertAll(trials[0], row => row.Reverse().ToArray())));
        var scale = forward.Trace / 8;
        var largestLag = 0.0;
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                Assert.Equal(forward[i, 4 + j] / scale, backward[j, 4 + i] / scale, 0.01); // up to the samples at the ends
                largestLag = Math.Max(largestLag, Math.Abs(forward[i, 4 + j] - forward[j, 4 + i]) / scale);
            }
        }

        Assert.True(largestLag > 0.1); // and the blocks are not symmetric, or the test would say nothing
    }

    [Fact]
    public void PoisonedTestLabelsChangeNothingInTheChoice()
    {
        var (trials, labels) = new TimeReversedPairs { Samples = 120 }.Draw(16, new SeededRandom(9));
        var folds = Folds.Stratified(labels, 4, new SeededRandom(9));
        for (var fold = 0; fold < 4; fold++)
        {
            var poisoned = labels.Select((l, i) => folds[i] == fold ? 1 - l : l).ToArray();
            Assert.Equal(
                Comparison.Run(trials, labels, folds, Config, new SeededRandom(9)).Chosen[fold],
                Comparison.Run(trials, poisoned, folds, Config, new SeededRandom(9)).Chosen[fold]);
        }
    }

    [Fact]
    public void OnlyTheAugmentedCovarianceSeesTheDirectionOfTime()
    {
        var scores = AugmentedCovarianceReproduction.ReversedTime(Config with { ReversedTrials = 40 }, 2);
        Assert.All(scores, s => Assert.True(s.AcmSvm > 0.95, $"ACM {s.AcmSvm}"));
        Assert.All(scores, s => Assert.InRange(s.ScmSvm, 0.25, 0.75));
        Assert.Equal(scores[1] with { Chosen = [] }, AugmentedCovarianceReproduction.ReversedTime(Config with { ReversedTrials = 40 }, 2)[1] with { Chosen = [] });
    }
}
