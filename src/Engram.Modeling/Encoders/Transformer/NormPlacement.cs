namespace Engram.Modeling.Encoders;

/// <summary>Where a transformer block normalises.</summary>
public enum NormPlacement
{
    /// <summary>Before each part: <c>x + f(norm x)</c>.</summary>
    Pre,

    /// <summary>After each sum: <c>norm(x + f(x))</c>, as in Vaswani et al. 2017.</summary>
    Post,
}
