using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="ClusteredTokenizer"/>.</summary>
public sealed record ClusteredTokenizerConfig : IConfig
{
    /// <summary>Codes, K.</summary>
    public required int Codes { get; init; }

    /// <summary>Features of the tokens to be coded.</summary>
    public required int Width { get; init; }

    /// <summary>Starts of k-means.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>Seed of k-means.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Codes, 1);
        Require.AtLeast(Width, 1);
        Require.AtLeast(Starts, 1);
    }
}
