namespace Engram.Modeling.Tokenizers;

/// <summary>What an LPC token holds beside log₁₀ σ².</summary>
public enum LpcFeatures
{
    /// <summary>a₁ … a_p. Depends on the sampling rate, and the mean of stable models need not be stable.</summary>
    Coefficients,

    /// <summary>√n c_n of the model's cepstrum, n = 1 … p, in which the Euclidean distance is that of log spectra.</summary>
    Cepstrum,

    /// <summary>-2 log₁₀(1 - r) and φ fs/2π (Hz) of the poles r e^(iφ) of the upper half plane, by frequency. Two real poles share one place, which keeps the larger.</summary>
    Poles,
}
