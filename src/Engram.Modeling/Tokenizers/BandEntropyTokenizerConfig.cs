using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="BandEntropyTokenizer"/>. RBTransformer has windows of 512 samples (4 s) at steps of 117.</summary>
public sealed record BandEntropyTokenizerConfig : IConfig
{
    /// <summary>Samples of a window.</summary>
    public required int Window { get; init; }

    /// <summary>Samples from one window to the next, at most the window.</summary>
    public required int Step { get; init; }

    /// <summary>Bands, one feature each, above 0 Hz and below half the sampling rate.</summary>
    public IReadOnlyList<FrequencyBand> Bands { get; init; } = FrequencyBand.Emotion;

    /// <summary>Order of the Butterworth band-pass.</summary>
    public int Order { get; init; } = 5;

    /// <summary>Seed of the phases of decoded signals.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Step, 1);
        Require.AtLeast(Window, Step);
        Require.That(Order is >= 1 and <= 24, "from 1 to 24", Order, nameof(Order));
        FrequencyBand.Check(Bands);
    }
}
