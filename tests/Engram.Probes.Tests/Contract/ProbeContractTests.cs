using System.Collections.Immutable;
using Engram.Probes.Attention;
using Engram.Probes.Classifiers;
using Engram.Signals.Randomness;
using Engram.Signals.Riemannian;

namespace Engram.Probes.Tests.Contract;

public class ProbeContractTests
{
    public static TheoryData<string> Classifiers => [.. ProbeRegistry.Classifiers.Keys.Select(t => t.Name)];

    public static TheoryData<string> Regressors => [.. ProbeRegistry.Regressors.Keys.Select(t => t.Name)];

    public static TheoryData<string> MatrixClassifiers => [.. ProbeRegistry.MatrixClassifiers.Keys.Select(t => t.Name)];

    [Fact]
    public void EveryProbeHasACase()
    {
        var known = ProbeRegistry.Classifiers.Keys.Concat(ProbeRegistry.Regressors.Keys).Concat(ProbeRegistry.MatrixClassifiers.Keys).ToHashSet();
        Assert.Empty(ProbeRegistry.Probes.Where(t => !known.Contains(t)).Select(t => t.Name));
        Assert.Equal(known.Count, ProbeRegistry.Probes.Count());
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void ClassifiersKeepTheContract(string name)
    {
        var (type, probe) = ProbeRegistry.Classifiers.Single(c => c.Key.Name == name);
        var isStepwise = type == typeof(AttentiveProbe) || type == typeof(GradientLinearProbe);
        ProbeContract.Check(probe, isStepwise ? 0.04 : 1e-5, learns: type != typeof(MajorityClass), isStepwise);
    }

    [Theory]
    [MemberData(nameof(Regressors))]
    public void RegressorsKeepTheContract(string name) => ProbeContract.Check(ProbeRegistry.Regressors.Single(c => c.Key.Name == name).Value, 1e-9);

    [Theory]
    [MemberData(nameof(MatrixClassifiers))]
    public void MatrixClassifiersKeepTheContract(string name)
    {
        var make = ProbeRegistry.MatrixClassifiers.Single(c => c.Key.Name == name).Value;
        var random = new SeededRandom(6);
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 2)];
        SymmetricMatrix[] matrices = [.. labels.Select(l => Covariance(random, l))];
        var (one, two) = (make(), make());
        one.Fit(matrices, labels);
        two.Fit(matrices, labels);
        Assert.All(matrices, m => Assert.Equal(one.Score(m), two.Score(m)));
        Assert.True(matrices.Zip(labels, (m, l) => one.Score(m) > 0 == (l == 1) ? 1.0 : 0).Average() > 0.85);
        ProbeContract.Refused("one class", () => make().Fit(matrices, new int[40]));
        ProbeContract.Refused("fewer labels", () => make().Fit(matrices, [0, 1]));
        ProbeContract.Refused("nothing", () => make().Fit([], []));
        Assert.Throws<InvalidOperationException>(() => make().Score(matrices[0]));
    }

    // The battery can fail: each of these probes breaks one part of the contract.
    [Theory]
    [InlineData(Fault.LooksAtPlaces, "order of features")]
    [InlineData(Fault.Forgets, "fit twice")]
    [InlineData(Fault.AcceptsOneClass, "one class")]
    [InlineData(Fault.AcceptsAnyWidth, "other features")]
    [InlineData(Fault.OrdersByAppearance, "classes")]
    public void TheBatteryCatchesAFault(Fault fault, string part)
    {
        var error = Record.Exception(() => ProbeContract.Check(new FaultyProbe(fault), 1e-5, learns: true));
        Assert.NotNull(error);
        if (fault != Fault.OrdersByAppearance)
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private static SymmetricMatrix Covariance(SeededRandom random, int label)
    {
        var samples = Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 100).Select(_ => (c == label ? 1.5 : 1) * random.NextGaussian()).ToArray()).ToArray();
        return Engram.Signals.Covariance.CovarianceEstimator.Sample(samples);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1034", Justification = "xunit wants a public type in a public test.")]
    public enum Fault
    {
        LooksAtPlaces,
        Forgets,
        AcceptsOneClass,
        AcceptsAnyWidth,
        OrdersByAppearance,
    }

    /// <summary>Logistic regression with a fault.</summary>
    private sealed class FaultyProbe(Fault fault) : IClassifier
    {
        private int fits;

        public IClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels)
        {
            if (fault == Fault.AcceptsOneClass && labels.Distinct().Count() == 1)
                labels = [.. labels.Select((l, i) => i == 0 ? l + 1 : l)];
            fits++;
            var width = features.Columns;
            FeatureMatrix Changed(FeatureMatrix x)
            {
                if (fault == Fault.AcceptsAnyWidth && x.Columns != width)
                    return FeatureMatrix.From(new double[x.Rows, width]);
                return fault == Fault.LooksAtPlaces ? FeatureMatrix.From([.. Enumerable.Range(0, x.Rows).Select(i => x.Row(i).ToArray().Select((v, j) => v / (1 + j)).ToArray())]) : x;
            }

            var model = new LogisticRegression { Tolerance = 1e-7, Cost = fault == Fault.Forgets ? fits : 1 }.Fit(Changed(features), labels);
            return new Model(model, Changed, fault == Fault.OrdersByAppearance ? [.. labels.Distinct()] : model.Classes);
        }

        private sealed class Model(LinearClassifierModel model, Func<FeatureMatrix, FeatureMatrix> change, ImmutableArray<int> classes) : IClassifierModel
        {
            public ImmutableArray<int> Classes => classes;

            public FeatureMatrix Scores(FeatureMatrix features) => model.Scores(change(features));
        }
    }
}
