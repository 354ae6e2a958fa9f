using System.Collections.Immutable;

namespace Engram.Probes;

/// <summary>What a classifier has learned.</summary>
public interface IClassifierModel
{
    /// <summary>The labels seen, ascending; column c of <see cref="Scores"/> belongs to class c of this list.</summary>
    ImmutableArray<int> Classes { get; }

    /// <summary>Evidence for each class: [sample, class]. Probabilities unless the classifier's documentation says otherwise.</summary>
    /// <param name="features">[sample, feature], as many features as were learned from.</param>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    FeatureMatrix Scores(FeatureMatrix features);
}
