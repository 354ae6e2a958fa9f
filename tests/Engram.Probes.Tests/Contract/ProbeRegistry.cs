using Engram.Probes.Attention;
using Engram.Probes.Classifiers;
using Engram.Probes.Neighbors;
using Engram.Probes.Regressors;
using TorchSharp;

namespace Engram.Probes.Tests.Contract;

/// <summary>One case for each probe of the room.</summary>
internal static class ProbeRegistry
{
    private static readonly ProbeTraining Short = new() { Epochs = 60, LearningRate = 0.01 };

    public static IReadOnlyDictionary<Type, IClassifier> Classifiers { get; } = new Dictionary<Type, IClassifier>
    {
        [typeof(LogisticRegression)] = new LogisticRegression { Tolerance = 1e-7 },
        [typeof(LinearDiscriminantAnalysis)] = new LinearDiscriminantAnalysis { Shrinkage = null },
        [typeof(RidgeClassifier)] = new RidgeClassifier { Alphas = [0.1, 1, 10] },
        [typeof(MajorityClass)] = new MajorityClass(),
        [typeof(MultinomialNaiveBayes)] = new CountAdapter(new MultinomialNaiveBayes()),
        [typeof(NearestNeighborClassifier)] = new NearestNeighborClassifier { Count = 7 },
        [typeof(AttentiveProbe)] = new TokenAdapter((tokens, labels) => new AttentiveProbe { Heads = 1, Training = Short }.Fit(tokens, labels, new(1))),
        [typeof(GradientLinearProbe)] = new TokenAdapter((tokens, labels) => new GradientLinearProbe { Training = Short }.Fit(tokens, labels, new(1))),
    };

    public static IReadOnlyDictionary<Type, IRegressor> Regressors { get; } = new Dictionary<Type, IRegressor>
    {
        [typeof(RidgeRegression)] = new RidgeRegression { Alphas = [0.1, 1, 10] },
        [typeof(NearestNeighborRegressor)] = new NearestNeighborRegressor { Count = 7 },
    };

    public static IReadOnlyDictionary<Type, Func<IMatrixClassifier>> MatrixClassifiers { get; } = new Dictionary<Type, Func<IMatrixClassifier>>
    {
        [typeof(MinimumDistanceToMean)] = () => new MinimumDistanceToMean(),
        [typeof(TangentSpaceSvm)] = () => new TangentSpaceSvm(),
    };

    /// <summary>Public types that learn: they implement an interface of probes, or their Fit gives a model.</summary>
    public static IEnumerable<Type> Probes => typeof(FeatureMatrix).Assembly.GetExportedTypes().Where(t => t is { IsInterface: false, IsAbstract: false }
        && (t.GetInterfaces().Any(i => i == typeof(IClassifier) || i == typeof(IRegressor) || i == typeof(IMatrixClassifier))
            || t.GetMethods().Any(m => m.Name == "Fit" && m.ReturnType == typeof(TokenProbeModel))));

    /// <summary>Counts that grow with each feature, for a probe of counts.</summary>
    private sealed class CountAdapter(IClassifier probe) : IClassifier
    {
        public IClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels) => new Model(probe.Fit(Counts(features), labels));

        private static FeatureMatrix Counts(FeatureMatrix features) =>
            FeatureMatrix.From([.. Enumerable.Range(0, features.Rows).Select(i => features.Row(i).ToArray().Select(Math.Exp).ToArray())]);

        private sealed class Model(IClassifierModel model) : IClassifierModel
        {
            public System.Collections.Immutable.ImmutableArray<int> Classes => model.Classes;

            public FeatureMatrix Scores(FeatureMatrix features) => model.Scores(Counts(features));
        }
    }

    /// <summary>A probe of tokens that gets each sample as one token.</summary>
    private sealed class TokenAdapter(Func<torch.Tensor, IReadOnlyList<int>, TokenProbeModel> fit) : IClassifier
    {
        public IClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels)
        {
            using var tokens = Tokens(features);
            return new Model(fit(tokens, labels));
        }

        private static torch.Tensor Tokens(FeatureMatrix features)
        {
            using var flat = features.ToTensor();
            return flat.unsqueeze(1);
        }

        private sealed class Model(TokenProbeModel model) : IClassifierModel
        {
            public System.Collections.Immutable.ImmutableArray<int> Classes => model.Classes;

            public FeatureMatrix Scores(FeatureMatrix features)
            {
                using var tokens = Tokens(features);
                return model.Scores(tokens);
            }
        }
    }
}
