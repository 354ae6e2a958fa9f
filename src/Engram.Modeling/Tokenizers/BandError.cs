using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>How well a band is reconstructed.</summary>
/// <param name="Band">The band.</param>
/// <param name="Error">0 for perfect, 1 for silence: see <see cref="TokenizerHealth"/>.</param>
public sealed record BandError(FrequencyBand Band, double Error)
{
    /// <summary>The error of each band, Σ|X - X̂|² / Σ|X|² over its Fourier coefficients.</summary>
    /// <param name="truth">Signals, […, time].</param>
    /// <param name="guess">What they were decoded to, of the same shape.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="bands">Bands; those beyond half the sampling rate, or between two Fourier bins, are left out.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static IReadOnlyList<BandError> OfWaveforms(Tensor truth, Tensor guess, double samplingRate, IReadOnlyList<FrequencyBand> bands) => Of(truth, guess, samplingRate, bands, isWaveform: true);

    /// <summary>As <see cref="OfWaveforms"/>, or Σ(a - â)² / Σa² over the band amplitudes a = √Σ|X|² of the rows.</summary>
    internal static IReadOnlyList<BandError> Of(Tensor truth, Tensor guess, double samplingRate, IReadOnlyList<FrequencyBand> bands, bool isWaveform)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(guess);
        ArgumentNullException.ThrowIfNull(bands);
        if (!truth.shape.AsSpan().SequenceEqual(guess.shape))
            throw new ArgumentException($"Expected signals of one shape, got [{string.Join(", ", truth.shape)}] and [{string.Join(", ", guess.shape)}].", nameof(guess));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var length = truth.shape[^1];
        var (x, y) = (fft.rfft(truth.detach().to_type(float64)), fft.rfft(guess.detach().to_type(float64)));
        return [.. bands.Select(band => One(band, x, y, length, samplingRate, isWaveform)).OfType<BandError>()];
    }

    private static BandError? One(FrequencyBand band, Tensor truth, Tensor guess, long length, double samplingRate, bool isWaveform)
    {
        var first = (long)Math.Ceiling(band.Low * length / samplingRate);
        var last = (long)Math.Ceiling(band.High * length / samplingRate); // not included
        if (band.High > samplingRate / 2 || last <= first)
            return null;
        var (x, y) = (truth.narrow(-1, first, last - first), guess.narrow(-1, first, last - first));
        var energy = x.abs().square().sum([-1L]);
        var lost = isWaveform ? (x - y).abs().square().sum().ToDouble() : (energy.sqrt() - y.abs().square().sum([-1L]).sqrt()).square().sum().ToDouble();
        return new(band, lost == 0 ? 0 : lost / energy.sum().ToDouble());
    }
}
