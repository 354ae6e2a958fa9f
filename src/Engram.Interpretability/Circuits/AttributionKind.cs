namespace Engram.Interpretability.Circuits;

/// <summary>Kinds of places in a circuit.</summary>
public enum AttributionKind
{
    /// <summary>The vector whose value is explained.</summary>
    Root,

    /// <summary>A token's embedding.</summary>
    Embedding,

    /// <summary>A transcoder feature.</summary>
    Feature,

    /// <summary>An attention head, reading from one source token.</summary>
    Head,

    /// <summary>A transcoder's bias.</summary>
    Bias,

    /// <summary>What a transcoder leaves unexplained of its layer.</summary>
    Error,
}
