using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of an <see cref="AttentionPooling"/>.</summary>
public sealed record AttentionPoolingConfig : IConfig
{
    /// <summary>Features of a token, D.</summary>
    public required int Width { get; init; }

    /// <summary>Learned queries; each gives one pooled vector.</summary>
    public int Queries { get; init; } = 1;

    /// <summary>Heads of cross-attention with projections; none for the bare form <c>softmax(q·x / √D)</c> without any matrix.</summary>
    public int? Heads { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Width, 1);
        Require.AtLeast(Queries, 1);
        if (Heads is { } heads)
            Require.MultipleOf(Width, heads, nameof(Width));
    }
}
