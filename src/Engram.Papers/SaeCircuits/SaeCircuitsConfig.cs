using Engram.Papers.Ledger;

namespace Engram.Papers.SaeCircuits;

/// <summary>Sizes of the experiments on circuits from sparse autoencoders.</summary>
public sealed record SaeCircuitsConfig
{
    /// <summary>Planted heads.</summary>
    public int Heads { get; init; } = 24;

    /// <summary>Heads among them that belong to the circuit.</summary>
    public int CircuitHeads { get; init; } = 6;

    /// <summary>Width of the residual stream of planted heads.</summary>
    public long Dimension { get; init; } = 32;

    /// <summary>Prototypes of a head.</summary>
    public int Prototypes { get; init; } = 4;

    /// <summary>Standard deviation around a prototype.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>The same where the first would leave every method at the ceiling: in the sweeps.</summary>
    public double StrongNoise { get; init; } = 0.8;

    /// <summary>Worlds for each seed: they differ so much from one another that three cannot decide.</summary>
    public int Worlds { get; init; } = 2;

    /// <summary>Examples of each class.</summary>
    public int Examples { get; init; } = 100;

    /// <summary>Features m of the autoencoder.</summary>
    public long Width { get; init; } = 200;

    /// <summary>λ.</summary>
    public double L1 { get; init; } = 0.02;

    /// <summary>Examples, of both classes mixed, that the autoencoder learns from.</summary>
    public int TrainingExamples { get; init; } = 10;

    /// <summary>Training steps of the autoencoder.</summary>
    public int Epochs { get; init; } = 500;

    /// <summary>Numbers of training examples to compare.</summary>
    public int[] ExampleSweep { get; init; } = [5, 10, 100];

    /// <summary>Numbers of features to compare.</summary>
    public long[] WidthSweep { get; init; } = [5, 25, 100, 200];

    /// <summary>Values of λ to compare.</summary>
    public double[] L1Sweep { get; init; } = [0, 0.02, 0.2];

    /// <summary>Training steps of the transformer with an induction circuit.</summary>
    public int ModelSteps { get; init; } = 400;

    /// <summary>Sequences in a batch of its training.</summary>
    public int ModelBatch { get; init; } = 32;

    /// <summary>Its prompts of each class.</summary>
    public int Prompts { get; init; } = 250;

    /// <summary>A head belongs to its circuit when its mean-ablation raises the measure by more than this share of the largest rise.</summary>
    public double TruthShare { get; init; } = 0.1;

    /// <summary>
    /// The paper's sizes for GPT2-small (IOI, greater-than): 144 heads of 768 dimensions, 250 examples of each class. Head outputs of
    /// that model have to be given: <see cref="HeadScores.Of"/>.
    /// </summary>
    public static SaeCircuitsConfig Published { get; } = new() { Heads = 144, Dimension = 768, Examples = 250 };

    /// <summary>The sizes at a scale: full has the paper's heads, dimensions and examples.</summary>
    /// <param name="scale">How large.</param>
    public static SaeCircuitsConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new()
        {
            Heads = 144, Dimension = 768, Examples = 250, CircuitHeads = 26, Worlds = 10, ModelSteps = 1500,
            ExampleSweep = [5, 10, 25, 50, 100, 250], WidthSweep = [5, 10, 25, 50, 100, 200, 250], L1Sweep = [0, 0.005, 0.02, 0.05, 0.2],
        };
}
