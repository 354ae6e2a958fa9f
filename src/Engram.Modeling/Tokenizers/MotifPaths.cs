namespace Engram.Modeling.Tokenizers;

/// <summary>What a motif token is made of; one path alone is for ablations.</summary>
public enum MotifPaths
{
    /// <summary>The spectrum of the frame and the trace under it.</summary>
    Both,

    /// <summary>The spectrum alone.</summary>
    Spectral,

    /// <summary>The trace alone, which no mask hides.</summary>
    Temporal,
}
