using Engram.Interpretability.Circuits;
using Engram.Interpretability.Dictionaries;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.SaeCircuits;

/// <summary>Everything that ranks heads from their outputs alone.</summary>
/// <param name="Nodes">Codes only in positives, for each head.</param>
/// <param name="Pairs">Code pairs only in positives, [head, head].</param>
/// <param name="OfPairs">Heads ranked by their pairs.</param>
/// <param name="Untrained">As <paramref name="Nodes"/>, by an autoencoder that was not trained: argmax over random directions is a locality-sensitive hash.</param>
/// <param name="UntrainedOfPairs">As <paramref name="OfPairs"/>, by that autoencoder.</param>
/// <param name="MeanDifference">‖mean of positives - mean of negatives‖.</param>
/// <param name="PositiveCodes">Codes in positives.</param>
/// <param name="NegativeCodes">Codes in negatives.</param>
public sealed record HeadScores(double[] Nodes, double[,] Pairs, double[] OfPairs, double[] Untrained, double[] UntrainedOfPairs, double[] MeanDifference, HeadCodes PositiveCodes, HeadCodes NegativeCodes)
{
    // Weights must not come from the stream that drew the data: with one seed for both, an untrained encoder would hold the prototypes.
    private const long WeightSeed = 500_000;

    /// <summary>Trains an autoencoder on a few examples and counts codes on all.</summary>
    /// <param name="positives">Head outputs with the behaviour, [example, head, dim].</param>
    /// <param name="negatives">Head outputs without it, [example, head, dim].</param>
    /// <param name="config">Width, λ, training examples and epochs.</param>
    /// <param name="seed">Decides initial weights and which examples are learnt from.</param>
    /// <exception cref="ArgumentException">The two sets are not [example, head, dim] with the same heads and dim, or have fewer examples than are to be learnt from.</exception>
    public static HeadScores Of(Tensor positives, Tensor negatives, SaeCircuitsConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        ArgumentNullException.ThrowIfNull(config);
        if (positives.dim() != 3 || negatives.dim() != 3 || !positives.shape.AsSpan(1).SequenceEqual(negatives.shape.AsSpan(1)))
            throw new ArgumentException($"Expected [example, head, dim] twice with the same heads and dim, got [{string.Join(", ", positives.shape)}] and [{string.Join(", ", negatives.shape)}].", nameof(negatives));
        if (positives.size(0) + negatives.size(0) < config.TrainingExamples)
            throw new ArgumentException($"Expected at least {config.TrainingExamples} examples to learn from, got {positives.size(0) + negatives.size(0)}.", nameof(config));
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)(seed + WeightSeed));
        var dimension = positives.size(2);
        var (autoencoder, untrained) = SeededModules.Make(seed + WeightSeed + 1, () => (new TiedBiasAutoencoder(dimension, config.Width), new TiedBiasAutoencoder(dimension, config.Width)));
        var all = cat([positives, negatives]);
        var learnt = randperm(all.size(0), generator: generator).narrow(0, 0, config.TrainingExamples);
        autoencoder.Train(all.index_select(0, learnt).reshape(-1, dimension), config.L1, config.Epochs);

        using var _ = no_grad();
        var (with, without) = (HeadCodes.Of(autoencoder, positives), HeadCodes.Of(autoencoder, negatives));
        var (hashWith, hashWithout) = (HeadCodes.Of(untrained, positives), HeadCodes.Of(untrained, negatives));
        var pairs = UniqueCodeScore.OfPairs(with, without);
        return new(
            UniqueCodeScore.OfHeads(with, without),
            pairs,
            UniqueCodeScore.HeadsOfPairs(pairs),
            UniqueCodeScore.OfHeads(hashWith, hashWithout),
            UniqueCodeScore.HeadsOfPairs(UniqueCodeScore.OfPairs(hashWith, hashWithout)),
            (positives.mean([0]) - negatives.mean([0])).norm(1).to_type(ScalarType.Float64).data<double>().ToArray(),
            with,
            without);
    }
}
