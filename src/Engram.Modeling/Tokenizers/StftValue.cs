namespace Engram.Modeling.Tokenizers;

/// <summary>What a spectral token holds.</summary>
public enum StftValue
{
    /// <summary>Real parts, then imaginary parts.</summary>
    Complex,

    /// <summary>|X|.</summary>
    Magnitude,

    /// <summary>log(|X| + 10⁻¹²).</summary>
    LogMagnitude,
}
