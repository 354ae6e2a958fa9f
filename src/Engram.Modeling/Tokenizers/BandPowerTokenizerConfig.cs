using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="BandPowerTokenizer"/>.</summary>
public sealed record BandPowerTokenizerConfig : IConfig
{
    /// <summary>Samples of a window.</summary>
    public required int Window { get; init; }

    /// <summary>Samples from one window to the next, at most the window.</summary>
    public required int Step { get; init; }

    /// <summary>Samples of a segment of Welch's method, at most the window; segments overlap by half.</summary>
    public required int Segment { get; init; }

    /// <summary>Bands, one feature each.</summary>
    public IReadOnlyList<FrequencyBand> Bands { get; init; } = FrequencyBand.Eeg;

    /// <summary>Seed of the phases of decoded signals.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Step, 1);
        Require.AtLeast(Window, Step);
        Require.That(Segment >= 2 && Segment <= Window, $"from 2 to the window of {Window}", Segment, nameof(Segment));
        FrequencyBand.Check(Bands);
    }
}
