using Engram.Probes.Classifiers;

namespace Engram.Probes.Tests;

/// <summary>Against scikit-learn's MultinomialNB 1.2 on the same counts.</summary>
public sealed class NaiveBayesTests
{
    private static readonly FeatureMatrix Counts = new double[,] { { 2, 1, 0 }, { 3, 0, 1 }, { 0, 2, 4 }, { 1, 1, 3 }, { 5, 5, 0 }, { 4, 6, 1 } };
    private static readonly FeatureMatrix Others = new double[,] { { 1, 1, 1 }, { 0, 0, 5 }, { 3, 4, 0 } };

    [Fact]
    public void ThreeClassesAreScikitLearns()
    {
        var scores = new MultinomialNaiveBayes().Fit(Counts, [0, 0, 1, 1, 2, 2]).Scores(Others);
        double[,] expected = { { 3.71030402e-01, 3.60573763e-01, 2.68395835e-01 }, { 5.22440335e-03, 9.94709985e-01, 6.56115792e-05 }, { 7.07305207e-02, 3.97618721e-03, 9.25293292e-01 } };
        for (var i = 0; i < 3; i++)
        {
            for (var c = 0; c < 3; c++)
                Assert.Equal(expected[i, c], scores[i, c], 1e-8);
        }
    }

    [Fact]
    public void TwoClassesWithHalfACountAreScikitLearns()
    {
        var scores = new MultinomialNaiveBayes { Smoothing = 0.5 }.Fit(Counts.SelectRows([0, 1, 2, 3]), [0, 0, 1, 1]).Scores(Others);
        double[] expected = [0.49988366, 0.00219609, 0.96114524];
        for (var i = 0; i < 3; i++)
            Assert.Equal(expected[i], scores[i, 0], 1e-8);
    }

    [Fact]
    public void NegativeCountsAreRefused() =>
        Assert.Contains("counts of 0 or more", Assert.Throws<ArgumentException>(() => new MultinomialNaiveBayes().Fit(new double[,] { { 1, -1 }, { 1, 2 } }, [0, 1])).Message);
}
