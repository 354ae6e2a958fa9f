using Engram.Probes.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.SaeCircuits;

/// <summary>Areas under the ROC curve of heads whose circuit was planted.</summary>
/// <param name="Node">Codes only in positives.</param>
/// <param name="OfPairs">The same heads ranked by their pairs.</param>
/// <param name="Untrained">Codes of an autoencoder that was not trained.</param>
/// <param name="MeanDifference">Norm of the difference of means.</param>
/// <param name="Shuffled">Codes only in positives, with examples dealt to the classes at random.</param>
/// <param name="StrongNode">As <paramref name="Node"/>, under strong noise.</param>
/// <param name="StrongUntrained">As <paramref name="Untrained"/>, under strong noise.</param>
/// <param name="StrongMeanDifference">As <paramref name="MeanDifference"/>, under strong noise.</param>
/// <param name="ByExamples">Strong noise, for each number of training examples.</param>
/// <param name="ByWidth">Strong noise, for each number of features.</param>
/// <param name="ByL1">Strong noise, for each λ.</param>
public sealed record PlantedResult(double Node, double OfPairs, double Untrained, double MeanDifference, double Shuffled, double StrongNode, double StrongUntrained, double StrongMeanDifference, double[] ByExamples, double[] ByWidth, double[] ByL1)
{
    /// <summary>Plants a circuit and looks for it.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides everything.</param>
    public static PlantedResult Run(SaeCircuitsConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var strongConfig = config with { Noise = config.StrongNoise };
        var (weak, strong) = (PlantedHeads.WithTaskPrototypes(config, generator), PlantedHeads.WithTaskPrototypes(strongConfig, generator));
        double Area(double[] scores) => RocAuc.Of(scores, weak.Truth);
        HeadScores Score(PlantedHeads heads, SaeCircuitsConfig sizes) => HeadScores.Of(heads.Positives, heads.Negatives, sizes, seed);
        var (easy, hard) = (Score(weak, config), Score(strong, strongConfig));

        // every sweep passes through the standard setting, which is scored already
        double Strong(SaeCircuitsConfig sizes) => Area(sizes == strongConfig ? hard.Nodes : Score(strong, sizes).Nodes);
        return new(
            Area(easy.Nodes), Area(easy.OfPairs), Area(easy.Untrained), Area(easy.MeanDifference), Area(Score(weak.Shuffled(generator), config).Nodes),
            Area(hard.Nodes), Area(hard.Untrained), Area(hard.MeanDifference),
            Array.ConvertAll(config.ExampleSweep, n => Strong(strongConfig with { TrainingExamples = n })),
            Array.ConvertAll(config.WidthSweep, m => Strong(strongConfig with { Width = m })),
            Array.ConvertAll(config.L1Sweep, l => Strong(strongConfig with { L1 = l })));
    }
}
