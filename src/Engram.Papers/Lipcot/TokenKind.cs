namespace Engram.Papers.Lipcot;

/// <summary>What a window is clustered by.</summary>
public enum TokenKind
{
    /// <summary>Coefficients of the predictor, as in the released run.</summary>
    Coefficients,

    /// <summary>Coefficients on the warped axis (λ = 0.2).</summary>
    Warped,

    /// <summary>Its cepstrum.</summary>
    Cepstrum,

    /// <summary>Its poles in hertz.</summary>
    Poles,

    /// <summary>The logarithm of Welch's spectrum: no predictor.</summary>
    LogSpectrum,

    /// <summary>The samples themselves.</summary>
    Waveform,
}
