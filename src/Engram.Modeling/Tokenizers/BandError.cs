namespace Engram.Modeling.Tokenizers;

/// <summary>How well a band is reconstructed.</summary>
/// <param name="Band">The band.</param>
/// <param name="Error">0 for perfect, 1 for silence: see <see cref="TokenizerHealth"/>.</param>
public sealed record BandError(FrequencyBand Band, double Error);
