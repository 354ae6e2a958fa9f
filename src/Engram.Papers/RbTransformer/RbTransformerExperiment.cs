using Engram.Papers.Ledger;
using Engram.Signals.Simulation;

namespace Engram.Papers.RbTransformer;

/// <summary>Sizes of the RBTransformer experiments.</summary>
public sealed record RbTransformerExperiment
{
    /// <summary>The model.</summary>
    public RbTransformerConfig Model { get; init; } = new() { Dropout = 0 };

    /// <summary>The simulated trials; their effect is strong enough for the model to learn the class in the steps that it has here.</summary>
    public InteractionEeg Trials { get; init; } = new() { Effect = 3 };

    /// <summary>How many.</summary>
    public int Count { get; init; } = 480;

    /// <summary>How many of them the protocol experiment has.</summary>
    public int ProtocolCount { get; init; } = 160;

    /// <summary>Features of simulated trials.</summary>
    public BandEntropyFeatures Features { get; init; } = new();

    /// <summary>Features of recorded trials, which are shorter.</summary>
    public BandEntropyFeatures RecordedFeatures { get; init; } = new() { Window = 256, Step = 64 };

    /// <summary>Folds; the first one tests.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Steps of a training.</summary>
    public int Steps { get; init; } = 640;

    /// <summary>Steps of a training in the protocol experiment, whose few trials are soon learnt by heart.</summary>
    public int ProtocolSteps { get; init; } = 400;

    /// <summary>Learning rate there.</summary>
    public double ProtocolRate { get; init; } = 3e-3;

    /// <summary>Steps of a training on recorded trials, which are few.</summary>
    public int RecordedSteps { get; init; } = 200;

    /// <summary>Windows of a step.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Learning rate of AdamW at the start of its cosine to 1e-6.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Layers of the multilayer perceptron on all features, which has about as many weights as the model.</summary>
    public int[] PerceptronLayers { get; init; } = [128, 112];

    /// <summary>Sizes at a scale; full has the published model, its 300 epochs, and as many windows as DREAMER has trials.</summary>
    /// <param name="scale">How large.</param>
    public static RbTransformerExperiment For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new() { Model = RbTransformerConfig.Published, Count = 1600, Steps = 30_000, ProtocolSteps = 3_000, RecordedSteps = 2_000, ProtocolRate = 1e-3, PerceptronLayers = [640, 896] };
}
