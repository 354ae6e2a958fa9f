using Engram.Modeling.Training;
using Engram.Probes.Metrics;

namespace Engram.Papers.EcgJepa;

/// <summary>One repetition: macro areas under the ROC curve on the test set, and what pictures need.</summary>
/// <param name="Jepa">JEPA, frozen, by number of labelled recordings.</param>
/// <param name="Untrained">Random weights, frozen.</param>
/// <param name="Handmade">Band power and RR intervals.</param>
/// <param name="Scratch">Encoder and probe trained together, fewest labels.</param>
/// <param name="FineTuned">The same in as many steps from JEPA's encoder.</param>
/// <param name="Crops">JEPA's frozen probe of the most labels, averaged over seven crops of a quarter.</param>
/// <param name="Shuffled">JEPA, frozen, most labels, labels shuffled over the training recordings.</param>
/// <param name="ByStatement">JEPA, frozen, most labels, each statement.</param>
/// <param name="PlaceCosine">Mean cosine of predicted and true features on the test set, by patch.</param>
/// <param name="MeanCosine">The same for a prediction that is the mean feature of the patch's place.</param>
/// <param name="History">The pretraining, step by step.</param>
/// <param name="Trained">Networks and data, for pictures.</param>
public sealed record EcgJepaResult(
    double[] Jepa, double[] Untrained, double[] Handmade, double Scratch, double FineTuned, double Crops, double Shuffled,
    double[] ByStatement, double[] PlaceCosine, double[] MeanCosine, TrainingHistory History, EcgJepaTrained Trained)
{
    /// <summary>A measure over repetitions.</summary>
    /// <param name="runs">Repetitions.</param>
    /// <param name="of">The measure.</param>
    public static Estimate Over(IEnumerable<EcgJepaResult> runs, Func<EcgJepaResult, double> of) => Estimate.Of([.. runs.Select(of)]);
}
