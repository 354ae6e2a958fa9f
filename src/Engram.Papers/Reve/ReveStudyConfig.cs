using Engram.Papers.Ledger;
using Engram.Signals.Simulation;

namespace Engram.Papers.Reve;

/// <summary>Sizes of the REVE experiment.</summary>
public sealed record ReveStudyConfig
{
    /// <summary>Added to a seed for first weights, so that they never share the data's numbers.</summary>
    public const long WeightSeeds = 1_000_000;

    /// <summary>The network: patches of a second at 50 Hz, D = 2 n⁴.</summary>
    public ReveConfig Model { get; init; } = new() { Patch = 50, Overlap = 0, Frequencies = 2, Width = 32, Depth = 2, Heads = 4, HeadWidth = 8, DecoderDepth = 1, Channels = 20, Steps = 1 };

    /// <summary>The simulated brain and its recording: trials of one patch, so that all is learned from other electrodes and nothing from other times.</summary>
    public DipoleEeg Brain { get; init; } = new() { SamplingRate = 50, Samples = 50, NoiseRatio = 0.1 };

    /// <summary>Unlabelled trials for pretraining, seen through montage A.</summary>
    public int PretrainingTrials { get; init; } = 256;

    /// <summary>Steps of pretraining.</summary>
    public int Steps { get; init; } = 480;

    /// <summary>Trials of a step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Learning rate at the flat part of the trapezoid; the paper's 1e-3 is for a width of 512.</summary>
    public double LearningRate { get; init; } = 6e-3;

    /// <summary>Labelled trials that train the probe, through montage A.</summary>
    public int ProbeTrials { get; init; } = 256;

    /// <summary>Trials that test it, as many through A as through B.</summary>
    public int TestTrials { get; init; } = 200;

    /// <summary>Sites of montage B.</summary>
    public int UnseenSites { get; init; } = 14;

    /// <summary>Least distance of a site of B from one of A, and from each other (m).</summary>
    public double UnseenDistance { get; init; } = 0.015;

    /// <summary>Numbers of A's channels that are kept, most first.</summary>
    public int[] ChannelCounts { get; init; } = [20, 10, 5, 2];

    /// <summary>The sizes at a scale: full is REVE-Base's encoder, a hundred times the steps, longer trials.</summary>
    /// <param name="scale">How large.</param>
    public static ReveStudyConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick ? new() : new()
    {
        Model = ReveConfig.Published with { Patch = 200, Channels = 20, Steps = 11 },
        Brain = new() { SamplingRate = 200, Samples = 2000, NoiseRatio = 0.1 },
        PretrainingTrials = 8192,
        Steps = 40_000,
        ProbeTrials = 2048,
        TestTrials = 1024,
        LearningRate = 1e-3,
    };
}
