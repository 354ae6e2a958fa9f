using Engram.Papers.Ledger;

namespace Engram.Papers.Reve;

/// <summary>Sizes of the REVE experiment.</summary>
public sealed record ReveStudyConfig
{
    /// <summary>Added to a seed for first weights, so that they never share the data's numbers.</summary>
    public const long WeightSeeds = 1_000_000;

    /// <summary>The network: patches of half a second at 100 Hz.</summary>
    public ReveConfig Model { get; init; } = new() { Patch = 50, Overlap = 5, Frequencies = 2, Width = 32, Depth = 3, Heads = 4, HeadWidth = 8, DecoderDepth = 1, Channels = 20, Steps = 8 };

    /// <summary>Unlabelled trials for pretraining, seen through montage A.</summary>
    public int PretrainingTrials { get; init; } = 256;

    /// <summary>Steps of pretraining.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>Trials of a step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Learning rate at the flat part of the trapezoid.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Labelled trials that train the probe, through montage A.</summary>
    public int ProbeTrials { get; init; } = 256;

    /// <summary>Trials that test it, as many through A as through B.</summary>
    public int TestTrials { get; init; } = 200;

    /// <summary>Sites of montage B, none within 1.5 cm of a site of A.</summary>
    public int UnseenSites { get; init; } = 14;

    /// <summary>Numbers of A's channels that are kept, most first.</summary>
    public int[] ChannelCounts { get; init; } = [20, 10, 5, 2];

    /// <summary>The sizes at a scale: full is REVE-Base on 200 Hz and a hundred times the steps.</summary>
    /// <param name="scale">How large.</param>
    public static ReveStudyConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new() { Model = ReveConfig.Published with { Patch = 50, Overlap = 5, Channels = 20, Steps = 8 }, PretrainingTrials = 8192, Steps = 30_000, ProbeTrials = 2048, TestTrials = 1024, LearningRate = 1e-3 };
}
