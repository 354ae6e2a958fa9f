namespace Engram.Modeling.Encoders;

/// <summary>The activation of a feed-forward part. The gated ones (Shazeer 2020) have a second input matrix.</summary>
public enum FeedForwardKind
{
    /// <summary><c>relu(xW)</c>.</summary>
    Relu,

    /// <summary><c>gelu(xW)</c>.</summary>
    Gelu,

    /// <summary><c>silu(xW)</c>.</summary>
    Silu,

    /// <summary><c>gelu(xV) ⊙ xW</c>.</summary>
    Geglu,

    /// <summary><c>silu(xV) ⊙ xW</c>.</summary>
    Swiglu,
}
