namespace Engram.Interpretability.Models;

/// <summary>Sizes of an attention-only transformer.</summary>
public sealed record AttentionOnlyConfig
{
    /// <summary>Number of tokens.</summary>
    public required long Vocabulary { get; init; }

    /// <summary>Longest sequence.</summary>
    public required long Length { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public long Dimension { get; init; } = 64;

    /// <summary>Layers.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Heads of a layer; they divide <see cref="Dimension"/>.</summary>
    public int Heads { get; init; } = 4;
}
