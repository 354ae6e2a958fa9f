using Engram.Modeling.Codebooks;
using Engram.Papers.Ledger;
using Engram.Signals.Simulation;

namespace Engram.Papers.NeuroRvq;

/// <summary>Sizes of the NeuroRVQ experiments.</summary>
public sealed record NeuroRvqExperiment
{
    /// <summary>The model that the variants are made of.</summary>
    public NeuroRvqConfig Model { get; init; } = new();

    /// <summary>The simulated trials; power falls as 1/√f, so that beta and gamma are large enough to be learnt in few steps.</summary>
    public RhythmicEeg Trials { get; init; } = new() { Exponent = 0.5 };

    /// <summary>Trials to train tokenizers with.</summary>
    public int TrainingTrials { get; init; } = 720;

    /// <summary>Trials to test with.</summary>
    public int TestTrials { get; init; } = 256;

    /// <summary>Steps of a tokenizer's training.</summary>
    public int Steps { get; init; } = 180;

    /// <summary>Trials of a step.</summary>
    public int Batch { get; init; } = 4;

    /// <summary>Peak learning rate of AdamW, with warm-up and half a cosine down.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>Steps of a foundation model's training.</summary>
    public int PretrainingSteps { get; init; } = 120;

    /// <summary>Trials of its steps.</summary>
    public int PretrainingBatch { get; init; } = 4;

    /// <summary>Its peak learning rate.</summary>
    public double PretrainingRate { get; init; } = 3e-3;

    /// <summary>Training trials whose class the probe is told.</summary>
    public int ProbeTrials { get; init; } = 128;

    /// <summary>Sizes at a scale; full has the published model at 200 Hz, whose codes have norm 1 in every variant.</summary>
    /// <param name="scale">How large.</param>
    public static NeuroRvqExperiment For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new() { Model = NeuroRvqConfig.Published, Trials = new() { Exponent = 0.5, SamplingRate = 200, Samples = 800 }, TrainingTrials = 20_000, TestTrials = 2_000, Steps = 20_000, Batch = 64, LearningRate = 5e-4, PretrainingSteps = 20_000, PretrainingBatch = 64, PretrainingRate = 5e-4, ProbeTrials = 2_000 };

    /// <summary>The model as it is, with one scale, with one stage, with another phase loss, with the waveform alone, and with codes of norm 1.</summary>
    /// <param name="variant">Which.</param>
    public NeuroRvqConfig Variant(NeuroRvqVariant variant) => variant switch
    {
        NeuroRvqVariant.SingleScale => Model with
        {
            Stem = Model.Stem with { FirstKernels = [Model.Stem.FirstKernels[0]], SecondKernels = [Model.Stem.SecondKernels[0]] },
            Quantizer = Model.Quantizer with { Stages = Model.Quantizer.Stages * Model.Stem.FirstKernels.Count },
        },
        NeuroRvqVariant.SingleStage => Model with { Quantizer = Model.Quantizer with { Stages = 1 } },
        NeuroRvqVariant.Angle => Model with { Target = SpectralTarget.Angle },
        NeuroRvqVariant.WaveformOnly => Model with { Target = SpectralTarget.None },
        NeuroRvqVariant.UnitNorm => Model with { Quantizer = Model.Quantizer with { Stage = Model.Quantizer.Stage with { Metric = CodeMetric.Cosine } } },
        _ => Model,
    };
}
