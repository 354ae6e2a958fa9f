using Engram.Papers.Ledger;

namespace Engram.Papers.Transcoders;

/// <summary>Sizes of the transcoders experiment.</summary>
public sealed record TranscodersConfig
{
    // Weights are drawn from seeds of their own: from the data's seed they would repeat the numbers that planted the features.
    internal const int WeightSeeds = 1_000_003;

    /// <summary>Width of the planted layers' residual stream.</summary>
    public long Dimension { get; init; } = 32;

    /// <summary>Planted features of a layer.</summary>
    public long Features { get; init; } = 96;

    /// <summary>Chance that a planted feature is present.</summary>
    public double Density { get; init; } = 0.03;

    /// <summary>Features of each dictionary on planted data.</summary>
    public long Width { get; init; } = 256;

    /// <summary>Features of a dictionary that may be active at once.</summary>
    public int ActiveFeatures { get; init; } = 8;

    /// <summary>Training steps of each dictionary on planted data.</summary>
    public int Steps { get; init; } = 1200;

    /// <summary>Inputs in a training batch.</summary>
    public long Batch { get; init; } = 256;

    /// <summary>Training steps of the model that compares numbers.</summary>
    public int GreaterThanModelSteps { get; init; } = 800;

    /// <summary>Training steps of its transcoder.</summary>
    public int GreaterThanSteps { get; init; } = 1500;

    /// <summary>Models for each seed: they differ so much from one another that three cannot decide.</summary>
    public int GreaterThanModels { get; init; } = 3;

    /// <summary>Numbers of units that are kept of its MLP.</summary>
    public int[] Kept { get; init; } = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 40];

    /// <summary>How many units "few" are in the claim.</summary>
    public int Few { get; init; } = 4;

    /// <summary>Stories of the real model to learn from.</summary>
    public int Stories { get; init; } = 24;

    /// <summary>Stories to test on.</summary>
    public int TestStories { get; init; } = 5;

    /// <summary>Tokens of a story.</summary>
    public int StoryLength { get; init; } = 128;

    /// <summary>Layer of the real model that is replaced.</summary>
    public int StudiedLayer { get; init; } = 2;

    /// <summary>Training steps of a dictionary of the real model.</summary>
    public int StorySteps { get; init; } = 400;

    /// <summary>Active features at which transcoder and autoencoder are compared.</summary>
    public int StoryActiveFeatures { get; init; } = 16;

    /// <summary>Active features of the curve.</summary>
    public int[] Sparsities { get; init; } = [4, 12, 32];

    /// <summary>The sizes at a scale: full trains ten times as long on eight times as much text.</summary>
    /// <param name="scale">How large.</param>
    public static TranscodersConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new() { Steps = 12_000, GreaterThanModelSteps = 2_000, GreaterThanSteps = 15_000, Stories = 192, TestStories = 20, StorySteps = 4_000 };
}
