using Engram.Modeling.Codebooks;
using Engram.Modeling.Configuration;
using Engram.Modeling.Masking;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="MotifTokenizer"/>. TFM-Tokenizer: window 200, hop 100, width 64, 8192 codes, depths 2, 2, 8, 8 heads.</summary>
public sealed record MotifTokenizerConfig : IConfig
{
    /// <summary>Samples of a window, n; a frame has n/2 bins, since the one at half the sampling rate is left out.</summary>
    public required int Window { get; init; }

    /// <summary>Samples between frames, at most half the window.</summary>
    public required int Hop { get; init; }

    /// <summary>Bins of a frequency patch; a divisor of n/2.</summary>
    public int FrequencyPatch { get; init; } = 5;

    /// <summary>Frequency patches that are pooled together; a divisor of their number.</summary>
    public int PatchGroup { get; init; } = 5;

    /// <summary>D, a multiple of 16, of the heads, and of twice the pooled groups.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Heads of all transformers.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Layers over frequency patches.</summary>
    public int FrequencyDepth { get; init; } = 2;

    /// <summary>Layers over frames.</summary>
    public int TimeDepth { get; init; } = 2;

    /// <summary>Layers of the decoder.</summary>
    public int DecoderDepth { get; init; } = 2;

    /// <summary>Codes, K.</summary>
    public required int Codes { get; init; }

    /// <summary>Weight of the commitment loss.</summary>
    public double CommitmentWeight { get; init; } = 1;

    /// <summary>As released: a codebook term that cancels the commitment term on the encoder at weight 1 (<see cref="VectorQuantizerConfig.HasOpposingCodebookTerm"/>).</summary>
    public bool HasOpposingCodebookTerm { get; init; }

    /// <summary>Codes in less use than this are revived; 0 = never, as published.</summary>
    public double RevivalThreshold { get; init; }

    /// <summary>What a token is made of.</summary>
    public MotifPaths Paths { get; init; }

    /// <summary>What is hidden from the spectral path in training, groups being frequency patches; with both ratios 0 nothing is, and there is one pass.</summary>
    public TimeFrequencyMaskConfig Mask { get; init; } = new();

    /// <summary>How it is fitted.</summary>
    public TokenizerTraining Training { get; init; } = new();

    /// <summary>Rounds of the search for phases when tokens are decoded.</summary>
    public int Iterations { get; init; } = 32;

    /// <summary>Seed of the codes and of decoded phases.</summary>
    public long Seed { get; init; }

    /// <summary>F, bins of a frame.</summary>
    internal int Bins => Window / 2;

    /// <summary>Frequency patches of a frame.</summary>
    internal int Patches => Bins / FrequencyPatch;

    /// <summary>Whether anything is hidden in training.</summary>
    internal bool IsMasked => Mask.FrequencyRatio > 0 || Mask.TimeRatio > 0;

    internal VectorQuantizerConfig Quantizer => new()
    {
        Codes = Codes,
        Width = Width,
        CommitmentWeight = CommitmentWeight,
        HasOpposingCodebookTerm = HasOpposingCodebookTerm,
        RevivalThreshold = RevivalThreshold,
        StartVectors = Math.Max(4096, Codes),
        Seed = Seed,
    };

    /// <inheritdoc/>
    public void Validate()
    {
        Require.MultipleOf(Window, 2);
        Require.AtLeast(Hop, 1);
        Require.That(2 * Hop <= Window, $"at most half the window of {Window}", Hop, nameof(Hop));
        Require.AtLeast(FrequencyPatch, 1);
        Require.MultipleOf(Bins, FrequencyPatch);
        Require.AtLeast(PatchGroup, 1);
        Require.MultipleOf(Patches, PatchGroup);
        Require.MultipleOf(Width, 16);
        Require.AtLeast(Heads, 1);
        Require.MultipleOf(Width, Heads);
        Require.MultipleOf(Width, 2L * (Patches / PatchGroup));
        Require.AtLeast(FrequencyDepth, 1);
        Require.AtLeast(TimeDepth, 1);
        Require.AtLeast(DecoderDepth, 1);
        Require.AtLeast(Iterations, 0);
        Quantizer.Validate();
        Mask.Validate();
        Training.Validate();
    }
}
