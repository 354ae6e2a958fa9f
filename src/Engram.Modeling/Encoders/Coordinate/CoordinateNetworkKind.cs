namespace Engram.Modeling.Encoders;

/// <summary>What gives a coordinate network its frequencies.</summary>
public enum CoordinateNetworkKind
{
    /// <summary>Sines (Sitzmann et al. 2020).</summary>
    Siren,

    /// <summary>Random Fourier features before layers with ReLU (Tancik et al. 2020).</summary>
    Fourier,

    /// <summary>Sines whose frequency grows with the argument (Liu et al. 2024).</summary>
    Finer,

    /// <summary>Complex Gabor wavelets (WIRE, Saragadam et al. 2023).</summary>
    Gabor,
}
