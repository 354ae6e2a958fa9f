using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>How a learned tokenizer is fitted: AdamW on random batches.</summary>
public sealed record TokenizerTraining : IConfig
{
    /// <summary>Steps.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>Samples of a step, drawn without putting back within one pass over the data.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Learning rate.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; } = 1e-5;

    /// <summary>Seed of the batches and of what is drawn in a step.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Steps, 1);
        Require.AtLeast(Batch, 1);
        Require.Above(LearningRate, 0);
        Require.AtLeast(WeightDecay, 0);
    }
}
