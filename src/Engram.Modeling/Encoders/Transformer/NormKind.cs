namespace Engram.Modeling.Encoders;

/// <summary>How the features of a token are normalised.</summary>
public enum NormKind
{
    /// <summary>Mean 0, variance 1 (Ba et al. 2016).</summary>
    Layer,

    /// <summary>Root mean square 1 (Zhang and Sennrich 2019).</summary>
    RootMeanSquare,
}
