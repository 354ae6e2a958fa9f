using System.Collections.Immutable;

namespace Engram.Probes.Metrics;

/// <summary>How often each class was taken for each, and what follows from it.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] counts;

    private ConfusionMatrix(ImmutableArray<int> classes, int[,] counts, int total) => (Classes, this.counts, Total) = (classes, counts, total);

    /// <summary>The labels, ascending.</summary>
    public ImmutableArray<int> Classes { get; }

    /// <summary>Trials.</summary>
    public int Total { get; }

    /// <summary>Trials of the class at one place of <see cref="Classes"/> taken for the class at another.</summary>
    /// <param name="truth">Place of the true class.</param>
    /// <param name="predicted">Place of the predicted class.</param>
    public int this[int truth, int predicted] => counts[truth, predicted];

    /// <summary>Share of the trials that are right.</summary>
    public double Accuracy => Places.Sum(c => counts[c, c]) / (double)Total;

    /// <summary>Mean recall of the classes that occur: chance is one over their number, whatever their shares.</summary>
    public double BalancedAccuracy => Places.Where(c => Truth(c) > 0).Average(Recall);

    /// <summary>Cohen's κ = (p_o - p_e) / (1 - p_e), the agreement beyond that of independent answers with the same shares; 0 where all answers are one class.</summary>
    public double CohenKappa
    {
        get
        {
            var expected = Places.Sum(c => Truth(c) / (double)Total * (Predicted(c) / (double)Total));
            return expected < 1 ? (Accuracy - expected) / (1 - expected) : 0;
        }
    }

    /// <summary>Mean F1 of the classes.</summary>
    public double MacroF1 => Places.Average(F1);

    /// <summary>F1 of the classes, each weighing its share of the trials.</summary>
    public double WeightedF1 => Places.Sum(c => F1(c) * Truth(c) / Total);

    private IEnumerable<int> Places => Enumerable.Range(0, Classes.Length);

    /// <summary>Counts.</summary>
    /// <param name="truth">True class of each trial.</param>
    /// <param name="predicted">Predicted class of each trial.</param>
    /// <exception cref="ArgumentException">Counts differ, or there is no trial.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<int> truth, IReadOnlyList<int> predicted)
    {
        MetricInput.Pairs(truth, predicted, nameof(predicted));
        ImmutableArray<int> classes = [.. truth.Concat(predicted).Distinct().Order()];
        var counts = new int[classes.Length, classes.Length];
        for (var i = 0; i < truth.Count; i++)
            counts[classes.BinarySearch(truth[i]), classes.BinarySearch(predicted[i])]++;
        return new(classes, counts, truth.Count);
    }

    /// <summary>Share of a class's trials that are found; 0 for a class that does not occur.</summary>
    /// <param name="place">Place of the class in <see cref="Classes"/>.</param>
    public double Recall(int place) => Truth(place) is > 0 and var n ? counts[place, place] / (double)n : 0;

    /// <summary>Share of the answers of a class that are right; 0 for one that was never given.</summary>
    /// <param name="place">Place of the class in <see cref="Classes"/>.</param>
    public double Precision(int place) => Predicted(place) is > 0 and var n ? counts[place, place] / (double)n : 0;

    /// <summary>Harmonic mean of precision and recall of a class; 0 where both are 0.</summary>
    /// <param name="place">Place of the class in <see cref="Classes"/>.</param>
    public double F1(int place) => new PrecisionRecall(Precision(place), Recall(place)).F1;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Total} trials, {Classes.Length} classes: accuracy {Accuracy:0.000}, balanced {BalancedAccuracy:0.000}, kappa {CohenKappa:0.000}, macro F1 {MacroF1:0.000}";

    private int Truth(int place) => Places.Sum(p => counts[place, p]);

    private int Predicted(int place) => Places.Sum(t => counts[t, place]);
}
