using Engram.Modeling.Tokenizers;
using Engram.Papers.Ledger;
using Engram.Signals.Simulation;

namespace Engram.Papers.TfmTokenizer;

/// <summary>Sizes of the experiments on time-frequency motifs.</summary>
public sealed record TfmTokenizerConfig
{
    /// <summary>Samples of a frame: a second.</summary>
    public int Window { get; init; } = 100;

    /// <summary>Samples between frames.</summary>
    public int Hop { get; init; } = 50;

    /// <summary>D of tokenizer and transformer.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Heads.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Codes, K.</summary>
    public int Codes { get; init; } = 128;

    /// <summary>Layers of the tokenizer over frequency and over frames.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>Layers of its decoder and of the transformer.</summary>
    public int DecoderDepth { get; init; } = 2;

    /// <summary>Updates of a tokenizer.</summary>
    public int TokenizerSteps { get; init; } = 300;

    /// <summary>Updates of a tokenizer of the real recording.</summary>
    public int RecordedSteps { get; init; } = 150;

    /// <summary>Trials of each.</summary>
    public int TokenizerBatch { get; init; } = 4;

    /// <summary>Codes with a lower moving count are revived. A moving average of decay 0.99 takes hundreds of updates to forget a code of the start, so a low one never acts in a short training.</summary>
    public double Revival { get; init; } = 0.25;

    /// <summary>Telling hidden codes.</summary>
    public GradientStepSettings Pretraining { get; init; } = new() { Steps = 150, Batch = 16, LearningRate = 2e-3 };

    /// <summary>Learning the classes.</summary>
    public GradientStepSettings FineTuning { get; init; } = new() { Steps = 200, Batch = 16, LearningRate = 2e-3 };

    /// <summary>Trials without labels, of which tokenizers and hidden codes are learned.</summary>
    public int Unlabelled { get; init; } = 200;

    /// <summary>The first of them that have labels.</summary>
    public int Labelled { get; init; } = 25;

    /// <summary>Test trials, of the same device and of the other one.</summary>
    public int Test { get; init; } = 150;

    /// <summary>The trials.</summary>
    public EegMotifSet Simulation { get; init; } = new();

    /// <summary>The other device: its rate is brought to the first one's by resampling.</summary>
    public EegMotifSet Shifted { get; init; } = new() { SamplingRate = 128, Channels = 2, Amplitude = 50e-6, AmplifierNoise = 0.5 };

    /// <summary>The paper's tokenizer: 200 Hz, 8192 codes.</summary>
    public static MotifTokenizerConfig PublishedTokenizer { get; } = new() { Window = 200, Hop = 100, Codes = 8192, DecoderDepth = 8, Training = new() { Steps = 100, Batch = 256, LearningRate = 1e-3 } };

    /// <summary>The paper's downstream encoder, for TUEV's six classes.</summary>
    public static MotifTransformerConfig Published { get; } = new() { Codes = 8192, Width = 64, Depth = 4, Heads = 8, Classes = 6 };

    /// <summary>The sizes at a scale: full has the paper's widths, depths and codes.</summary>
    /// <param name="scale">How large.</param>
    public static TfmTokenizerConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new()
        {
            Width = 64, Heads = 8, Codes = 8192, Depth = 2, DecoderDepth = 8, TokenizerSteps = 5000, RecordedSteps = 5000, TokenizerBatch = 256, Unlabelled = 20_000, Labelled = 1000, Test = 2000,
            Pretraining = new() { Steps = 5000, Batch = 512, LearningRate = 1e-3 }, FineTuning = new() { Steps = 2000, Batch = 512, LearningRate = 1e-3 },
        };

    /// <summary>A tokenizer at these sizes.</summary>
    /// <param name="paths">What its tokens are made of.</param>
    /// <param name="isMasked">Whether cells of the spectrogram are hidden in training.</param>
    /// <param name="seed">Seed of codes and batches.</param>
    public MotifTokenizerConfig Tokenizer(MotifPaths paths, bool isMasked, long seed) => new()
    {
        Window = Window, Hop = Hop, Width = Width, Heads = Heads, Codes = Codes, FrequencyDepth = Depth, TimeDepth = Depth, DecoderDepth = DecoderDepth, Paths = paths, Seed = seed,
        Mask = isMasked ? new() : new() { FrequencyRatio = 0, TimeRatio = 0 }, RevivalThreshold = Revival, Training = new() { Steps = TokenizerSteps, Batch = TokenizerBatch, Seed = seed },
    };

    /// <summary>The tokenizer with both paths as it starts: k-means on the first batch is all that it learns.</summary>
    /// <param name="seed">Seed of codes and batches.</param>
    public MotifTokenizerConfig UntrainedTokenizer(long seed)
    {
        var trained = Tokenizer(MotifPaths.Both, true, seed);
        return trained with { Training = trained.Training with { Steps = 1, LearningRate = 1e-9 } };
    }

    /// <summary>A transformer at these sizes.</summary>
    public MotifTransformerConfig Transformer => new() { Codes = Codes, Width = Width, Depth = DecoderDepth, Heads = Heads, Channels = Simulation.Channels, Dropout = 0, Classes = Simulation.Classes.Count };
}
