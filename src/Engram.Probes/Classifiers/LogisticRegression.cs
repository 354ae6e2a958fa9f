using Engram.Probes.Numerics;

namespace Engram.Probes.Classifiers;

/// <summary>
/// Logistic regression: min Σᵢ sᵢ ℓ(yᵢ, W xᵢ + b) + ‖W‖²/2C with the cross-entropy ℓ of the softmax, or of one logistic output for two
/// classes; intercepts are free. The objective and C are scikit-learn's; solved by L-BFGS. Features are taken as they are: standardise
/// them first, since the penalty sees their units.
/// </summary>
public sealed record LogisticRegression : IClassifier
{
    /// <summary>C, above 0: small values shrink the weights.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>Whether classes weigh the same in sum: sᵢ = n / (K n_c).</summary>
    public bool IsBalanced { get; init; }

    /// <summary>Largest element of max(1, C) ∇F at the end: since F curves at least by 1/C, no weight is further from the optimum than √p times this.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Most steps of L-BFGS.</summary>
    public int MaximumIterations { get; init; } = 2000;

    /// <summary>Most threads at once; 0 for one a core. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <inheritdoc cref="IClassifier.Fit"/>
    public LinearClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels) => Fit(features, labels, []);

    /// <summary>Learns from samples that count for more or less.</summary>
    /// <param name="features">[sample, feature].</param>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="weights">sᵢ of each sample, 0 or more; none for all 1. Balance, if asked for, is a further factor.</param>
    /// <exception cref="ArgumentException">Counts differ, there is one class only, or a weight is negative or not finite.</exception>
    public LinearClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels, IReadOnlyList<double> weights)
    {
        var (classes, index) = ProbeInput.Classes(features, labels);
        ArgumentNullException.ThrowIfNull(weights);
        ProbeInput.Positive(Cost, nameof(Cost));
        ProbeInput.Positive(Tolerance, nameof(Tolerance));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumIterations, 1);
        if (weights.Count > 0 && weights.Count != features.Rows)
            throw new ArgumentException($"Expected a weight for each of {features.Rows} samples, got {weights.Count}.", nameof(weights));
        if (weights.Any(w => !(w >= 0 && double.IsFinite(w))))
            throw new ArgumentException($"Expected finite weights of 0 or more, got {weights.First(w => !(w >= 0 && double.IsFinite(w)))}.", nameof(weights));
        double[] sample = weights.Count > 0 ? [.. weights] : [.. Enumerable.Repeat(1.0, features.Rows)];
        if (IsBalanced)
        {
            var counts = new int[classes.Length];
            foreach (var c in index)
                counts[c]++;
            for (var i = 0; i < sample.Length; i++)
                sample[i] *= features.Rows / ((double)classes.Length * counts[index[i]]);
        }

        var outputs = classes.Length == 2 ? 1 : classes.Length;
        var objective = new LogisticObjective(features, index, sample, outputs, Cost, Threads);
        var minimum = LimitedMemoryBfgs.Minimise(objective.Evaluate, new double[objective.Size], Tolerance / Math.Max(1, Cost), MaximumIterations);
        if (!double.IsFinite(minimum.Value))
            throw new ArithmeticException("The loss is not finite: the features are too large. Standardise them.");
        var split = outputs * features.Columns;
        return new(classes, new(outputs, features.Columns, minimum.Point[..split]), minimum.Point[split..], isProbabilistic: true)
        {
            Iterations = minimum.Iterations,
            HasConverged = minimum.HasConverged,
        };
    }

    IClassifierModel IClassifier.Fit(FeatureMatrix features, IReadOnlyList<int> labels) => Fit(features, labels);
}
