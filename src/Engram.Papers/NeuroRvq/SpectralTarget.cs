namespace Engram.Papers.NeuroRvq;

/// <summary>What the decoder learns about the spectrum of a patch, besides its waveform.</summary>
public enum SpectralTarget
{
    /// <summary>Log amplitude, and the phase as cosine and sine (NeuroRVQ).</summary>
    CosineSine,

    /// <summary>Log amplitude, and the phase as an angle by its absolute error (LaBraM's way), which jumps at ±π.</summary>
    Angle,

    /// <summary>Nothing: the waveform alone.</summary>
    None,
}
