using Engram.Modeling.Encoders;
using Engram.Modeling.Tokenizers;
using Engram.Papers.Ledger;
using Engram.Signals.Simulation;

namespace Engram.Papers.Lipcot;

/// <summary>Sizes of the LiPCoT experiments.</summary>
public sealed record LipcotConfig
{
    /// <summary>Features of a token of the small BERT.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Its blocks.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Its heads.</summary>
    public int Heads { get; init; } = 1;

    /// <summary>Features of its feed-forward part.</summary>
    public int FeedForwardWidth { get; init; } = 128;

    /// <summary>Its dropout: none at quick scale, where runs side by side must not share a generator.</summary>
    public double Dropout { get; init; }

    /// <summary>Masked pretraining on the paper's sentences.</summary>
    public GradientStepSettings Pretraining { get; init; } = new() { Steps = 600, Batch = 16, LearningRate = 4e-3 };

    /// <summary>Fine-tuning on them.</summary>
    public GradientStepSettings FineTuning { get; init; } = new() { Steps = 90, Batch = 16, LearningRate = 5e-4 };

    /// <summary>Masked pretraining on simulated sentences.</summary>
    public GradientStepSettings SimulatedPretraining { get; init; } = new() { Steps = 900, Batch = 24, LearningRate = 4e-3 };

    /// <summary>Fine-tuning on them.</summary>
    public GradientStepSettings SimulatedFineTuning { get; init; } = new() { Steps = 150, Batch = 16, LearningRate = 1e-3 };

    /// <summary>Training of EEGNet on the simulated signals.</summary>
    public GradientStepSettings Network { get; init; } = new() { Steps = 90, Batch = 16, LearningRate = 2e-3 };

    /// <summary>Simulated segments.</summary>
    public ElectrodeStateSet Simulation { get; init; } = new() { Coupling = 0.8, Tilt = 1 };

    /// <summary>Order p of the predictors of simulated windows; their truth has order 4.</summary>
    public int Order { get; init; } = 8;

    /// <summary>Codes of simulated windows: as many as states.</summary>
    public int Codes { get; init; } = 12;

    /// <summary>Starts of k-means.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>Subjects with labels in fine-tuning, half of them of each group; all training subjects are pretrained on.</summary>
    public int LabelledSubjects { get; init; } = 10;

    /// <summary>Folds of subjects; the first one tests the networks, all of them test the bag of tokens.</summary>
    public int Folds { get; init; } = 4;

    /// <summary>The paper's tokenizer for windows of 5 s.</summary>
    public static LpcTokenizerConfig PublishedTokenizer { get; } = new() { Order = 16, Codes = 64, Window = 5, Features = LpcFeatures.Coefficients, Warp = 0.2, Seed = 42 };

    /// <summary>The paper's model: 64 codes and 5 special ids, 11.34 M parameters.</summary>
    public static BertEncoderConfig Published { get; } = new() { Vocabulary = 69, Length = 64, Width = 256, Depth = 6, Heads = 1, FeedForwardWidth = 3072 };

    /// <summary>The sizes at a scale: full has the paper's model and as many epochs.</summary>
    /// <param name="scale">How large.</param>
    public static LipcotConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new()
        {
            Width = Published.Width, Depth = Published.Depth, Heads = Published.Heads, FeedForwardWidth = Published.FeedForwardWidth,
            Pretraining = new() { Steps = 256 * 161, Batch = 2, LearningRate = 5e-5, WarmUp = 100 },
            FineTuning = new() { Steps = 64 * 35, Batch = 4, LearningRate = 1.889e-5, WarmUp = 0, WeightDecay = 0 },
            SimulatedPretraining = new() { Steps = 6000, Batch = 32, LearningRate = 1e-4, WarmUp = 100 },
            SimulatedFineTuning = new() { Steps = 600, Batch = 16, LearningRate = 2e-5 },
            Network = new() { Steps = 1000, Batch = 16, LearningRate = 1e-3 },
        };

    /// <summary>The encoder at these sizes.</summary>
    /// <param name="codes">Codes of the vocabulary.</param>
    /// <param name="electrodes">Codes of a sentence.</param>
    public BertEncoderConfig Encoder(int codes, int electrodes) => new()
    {
        Vocabulary = SpecialIds.FirstCode + codes, Length = electrodes + 2, Width = Width, Depth = Depth, Heads = Heads, FeedForwardWidth = FeedForwardWidth, Dropout = Dropout,
    };
}
