using Engram.Probes.Similarity;
using Engram.Signals.Randomness;

namespace Engram.Probes.Tests;

public class SimilarityTests
{
    private static readonly System.Text.Json.JsonElement Expected = ProbeOracle.Part("similarity");

    private static FeatureMatrix A { get; } = ProbeOracle.Matrix(Expected.GetProperty("a"));

    private static FeatureMatrix C { get; } = ProbeOracle.Matrix(Expected.GetProperty("c"));

    [Fact]
    public void AlignmentIsThatOfTheWrittenOutDefinition()
    {
        ProbeOracle.Equal(Expected.GetProperty("linear"), [KernelAlignment.Linear(A, C), KernelAlignment.Linear(A, C, isUnbiased: true)], 1e-9);
        ProbeOracle.Equal(Expected.GetProperty("gaussian"), [KernelAlignment.Gaussian(A, C, 0.8), KernelAlignment.Gaussian(A, C, 0.8, isUnbiased: true)], 1e-9);
        // the form by features and the form by samples
        var wide = Draw(8, 20, 1);
        var few = A.SelectRows([.. Enumerable.Range(0, 8)]);
        Assert.Equal(KernelAlignment.Linear(few, wide), KernelAlignment.Linear(wide, few), 1e-12);
    }

    [Fact]
    public void CanonicalCorrelationsAreThoseOfTheEigenvalueProblem()
    {
        var cca = CanonicalCorrelation.Of(A, C);
        ProbeOracle.Equal(Expected.GetProperty("correlations"), cca.Correlations, 1e-9);
        Assert.Equal(Expected.GetProperty("pwcca").GetDouble(), cca.ProjectionWeighted, 1e-9);
        ProbeOracle.Equal(Expected.GetProperty("svcca"), CanonicalCorrelation.OfLeadingComponents(A, C, 0.9).Correlations, 1e-9);
    }

    [Fact]
    public void DistancesAndDissimilaritiesAreScipys()
    {
        Assert.Equal(Expected.GetProperty("procrustes").GetDouble(), ProcrustesDistance.Of(A, C), 1e-9);
        foreach (var measure in Enum.GetValues<Dissimilarity>())
        {
            var (first, second) = (DissimilarityMatrix.Of(A, measure), DissimilarityMatrix.Of(C, measure));
            ProbeOracle.Equal(Expected.GetProperty("rsa")[(int)measure], [first.Correlation(second), first.Correlation(second, isRanked: false), first[0, 6], first[39, 38]], 1e-9);
            Assert.Equal(first[3, 9], first.ToArray()[9, 3]);
        }
    }

    // What each measure must not see: rotation and scale for alignment and Procrustes, any invertible map for canonical correlations.
    [Fact]
    public void MeasuresIgnoreWhatTheyShould()
    {
        var random = new SeededRandom(2);
        var angle = 0.7;
        FeatureMatrix Map(Func<ReadOnlySpan<double>, double[]> map)
        {
            var rows = new double[A.Rows][];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = map(A.Row(i));
            return rows;
        }

        var turned = Map(r => [3 * ((Math.Cos(angle) * r[0]) - (Math.Sin(angle) * r[4])), 3 * r[1], 3 * r[5], 3 * r[3], 3 * ((Math.Sin(angle) * r[0]) + (Math.Cos(angle) * r[4])), (3 * r[2]) + 100]);
        double[] mixing = [.. Enumerable.Range(0, 36).Select(_ => random.NextGaussian())];
        var mixed = Map(r =>
        {
            var result = new double[6];
            for (var i = 0; i < 36; i++)
                result[i / 6] += mixing[i] * r[i % 6];
            return result;
        });
        Assert.Equal(1, KernelAlignment.Linear(A, turned), 1e-12);
        Assert.Equal(1, KernelAlignment.Linear(A, turned, isUnbiased: true), 1e-12);
        Assert.Equal(1, KernelAlignment.Gaussian(A, turned), 1e-9);
        Assert.Equal(0, ProcrustesDistance.Of(A, turned), 1e-6);
        Assert.All(CanonicalCorrelation.Of(A, mixed).Correlations, c => Assert.Equal(1, c, 1e-9));
        Assert.True(KernelAlignment.Linear(A, mixed) < 0.98, "a mixture is not a rotation");
        Assert.True(ProcrustesDistance.Of(A, mixed) > 0.05, "a mixture is not a rotation");
    }

    // Unrelated representations: the biased alignment grows with the features over the samples, the unbiased one stays at 0.
    [Fact]
    public void OnlyTheUnbiasedAlignmentOfNoiseIsZero()
    {
        var (biased, unbiased) = (new List<double>(), new List<double>());
        for (var seed = 0; seed < 40; seed++)
        {
            var (x, y) = (Draw(30, 60, seed), Draw(30, 60, 1000 + seed));
            biased.Add(KernelAlignment.Linear(x, y));
            unbiased.Add(KernelAlignment.Linear(x, y, isUnbiased: true));
        }

        Assert.InRange(biased.Average(), 0.5, 0.9);
        Assert.InRange(unbiased.Average(), -0.03, 0.03);
    }

    [Fact]
    public void WhatHasNoSimilarityIsRefused()
    {
        void Refused(Action action, string part) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
        var constant = FeatureMatrix.From([.. Enumerable.Repeat(new[] { 1.0, 2 }, 40)]);
        foreach (var measure in (Func<FeatureMatrix, FeatureMatrix, object>[])[(a, b) => KernelAlignment.Linear(a, b), (a, b) => KernelAlignment.Linear(a, b, true), (a, b) => CanonicalCorrelation.Of(a, b), (a, b) => ProcrustesDistance.Of(a, b)])
        {
            Refused(() => measure(A, constant), "varies over the samples");
            Refused(() => measure(A, A.SelectRows([1, 2, 3])), "40 and 3 samples");
        }

        Refused(() => KernelAlignment.Gaussian(A, constant), "median distance of 0");
        Refused(() => DissimilarityMatrix.Of(FeatureMatrix.From([[1, 1], [1, 2], [3, 1]])), "sample 0");
        Refused(() => DissimilarityMatrix.Of(A).Correlation(DissimilarityMatrix.Of(A.SelectRows([1, 2, 3]))), "same 40 samples, got 3");
    }

    private static FeatureMatrix Draw(int rows, int columns, int seed)
    {
        var random = new SeededRandom(seed);
        return new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextGaussian())]);
    }
}
