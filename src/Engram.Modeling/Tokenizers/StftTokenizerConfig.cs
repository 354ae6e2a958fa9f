using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="StftTokenizer"/>. TFM-Tokenizer has windows of 200 samples at hops of 100.</summary>
public sealed record StftTokenizerConfig : IConfig
{
    /// <summary>Samples of a window, n.</summary>
    public required int Window { get; init; }

    /// <summary>Samples between frames, at most half the window, so that no sample is lost.</summary>
    public required int Hop { get; init; }

    /// <summary>What a token holds.</summary>
    public StftValue Value { get; init; } = StftValue.LogMagnitude;

    /// <summary>Rounds of Griffin and Lim's search for phases when magnitudes are decoded.</summary>
    public int Iterations { get; init; } = 32;

    /// <summary>Seed of the first phases.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Window, 2);
        Require.AtLeast(Hop, 1);
        Require.That(2 * Hop <= Window, $"at most half the window of {Window}", Hop, nameof(Hop));
        Require.AtLeast(Iterations, 0);
    }
}
