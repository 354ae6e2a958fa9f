using static TorchSharp.torch;

namespace Engram.Papers.NeuroRvq;

/// <summary>What the decoder says of each patch's Fourier bins.</summary>
/// <param name="Amplitude">Log amplitude in units of the sample's scale, [batch, token, bin].</param>
/// <param name="Cosine">Cosine of the phase.</param>
/// <param name="Sine">Sine of the phase.</param>
/// <param name="Angle">The phase where it is predicted as an angle, in (-π, π).</param>
internal sealed record NeuroRvqSpectrum(Tensor Amplitude, Tensor Cosine, Tensor Sine, Tensor? Angle);
