using Engram.Modeling.Configuration;
using Engram.Modeling.Training.Schedules;

namespace Engram.Modeling.Training;

/// <summary>Settings of a training.</summary>
public sealed record TrainerConfig : IConfig
{
    /// <summary>Number of updates.</summary>
    public required int Steps { get; init; }

    /// <summary>Samples of a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Seed of batch order, dropout and the context's generator.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Learning rate by step; none keeps the optimiser's. Groups with a rate of their own keep its ratio to the largest one, so that
    /// layer-wise decay and schedule go together.
    /// </summary>
    public ISchedule? LearningRate { get; init; }

    /// <summary>Weight decay of AdamW's decaying groups by step; none keeps the optimiser's.</summary>
    public ISchedule? WeightDecay { get; init; }

    /// <summary>Largest Euclidean norm of all gradients; larger ones are scaled down to it. None for no limit.</summary>
    public double? GradientNormLimit { get; init; }

    /// <summary>Decay of the averaged weights; none for no average. Validation and the final weights then use the average.</summary>
    public double? EmaDecay { get; init; }

    /// <summary>Steps between updates of the average.</summary>
    public int EmaEvery { get; init; } = 1;

    /// <summary>Steps between validations.</summary>
    public int ValidateEvery { get; init; } = 100;

    /// <summary>Validations without a fall after which the training stops; none to take all steps.</summary>
    public int? Patience { get; init; }

    /// <summary>Steps before the patience counts.</summary>
    public int PatienceFrom { get; init; }

    /// <summary>Steps between checkpoints, where a folder is given.</summary>
    public int CheckpointEvery { get; init; } = 1000;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Steps, 1);
        Require.AtLeast(BatchSize, 1);
        Require.AtLeast(EmaEvery, 1);
        Require.AtLeast(ValidateEvery, 1);
        Require.AtLeast(CheckpointEvery, 1);
        Require.AtLeast(PatienceFrom, 0);
        if (GradientNormLimit is { } limit)
            Require.Above(limit, 0, nameof(GradientNormLimit));
        if (EmaDecay is { } decay)
            Require.Fraction(decay, nameof(EmaDecay));
        if (Patience is { } patience)
            Require.AtLeast(patience, 1, nameof(Patience));
    }
}
