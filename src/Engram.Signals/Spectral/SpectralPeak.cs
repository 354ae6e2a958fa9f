namespace Engram.Signals.Spectral;

/// <summary>A Gaussian bump of a log spectrum.</summary>
/// <param name="Frequency">Centre (Hz).</param>
/// <param name="Height">Above the aperiodic part (log10 of power).</param>
/// <param name="Deviation">Standard deviation (Hz).</param>
public readonly record struct SpectralPeak(double Frequency, double Height, double Deviation);
