using Engram.Modeling.Configuration;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>
/// A patch's spectrum is to be predicted (NeuroRVQ): log amplitude by squared error, phase as cosine and sine,
/// <c>1 - mean cos(φ̂ - φ) + w mean (ĉ² + ŝ² - 1)²</c>, which has no jump at ±π.
/// </summary>
public sealed class AmplitudePhase
{
    private const double Epsilon = 1e-8;
    private readonly AmplitudePhaseConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public AmplitudePhase(AmplitudePhaseConfig config)
    {
        config.Validate();
        this.config = config;
    }

    /// <summary>What is to be predicted of patches: A = log(1 + |X|), cos φ and sin φ of their Fourier bins.</summary>
    /// <param name="patches">[batch, patch, sample].</param>
    /// <param name="sides">Which bins.</param>
    /// <returns>Each [batch, patch, bin].</returns>
    public static (Tensor Amplitude, Tensor Cosine, Tensor Sine) Targets(Tensor patches, SpectrumSides sides = SpectrumSides.One)
    {
        var spectrum = sides == SpectrumSides.One ? fft.rfft(patches) : fft.fft_(patches);
        var size = spectrum.abs();
        var safe = size.clamp(min: Epsilon);
        return (size.log1p(), where(size > Epsilon, spectrum.real / safe, ones_like(size)), where(size > Epsilon, spectrum.imag / safe, zeros_like(size)));
    }

    /// <summary>The patches that amplitude and phase stand for.</summary>
    /// <param name="amplitude">A = log(1 + |X|).</param>
    /// <param name="cosine">cos φ.</param>
    /// <param name="sine">sin φ.</param>
    /// <param name="samples">Samples of a patch.</param>
    /// <param name="sides">Which bins; of both sides the imaginary part, 0 for a symmetric spectrum, is dropped.</param>
    public static Tensor Rebuild(Tensor amplitude, Tensor cosine, Tensor sine, long samples, SpectrumSides sides = SpectrumSides.One)
    {
        var size = amplitude.expm1();
        var spectrum = complex(size * cosine, size * sine);
        return sides == SpectrumSides.One ? fft.irfft(spectrum, samples) : fft.ifft(spectrum, samples).real;
    }

    /// <summary>The loss, as the terms <c>amplitude</c>, <c>phase</c> and <c>circle</c>.</summary>
    /// <param name="amplitude">Predicted log amplitude, [batch, patch, bin], standardised where the settings say so.</param>
    /// <param name="cosine">Predicted cos φ.</param>
    /// <param name="sine">Predicted sin φ.</param>
    /// <param name="patches">The patches themselves, [batch, patch, sample].</param>
    /// <exception cref="ArgumentException">A shape is wrong, or the batch is empty.</exception>
    public LossTerms Compute(Tensor amplitude, Tensor cosine, Tensor sine, Tensor patches)
    {
        Expect.Shape(patches, nameof(AmplitudePhase), "batch, patch, sample", -1, -1, -1);
        var (a, c, s) = Targets(patches.detach(), config.Sides);
        if (config.StandardiseAmplitude)
            a = AmplitudeScale.Of(a).Apply(a);
        foreach (var prediction in (Tensor[])[amplitude, cosine, sine])
            Distances.SameShape(prediction, a, nameof(AmplitudePhase));
        var length = (cosine.square() + sine.square() + Epsilon).sqrt();
        return new(
            new LossTerm("amplitude", (amplitude - a).square().mean(), config.AmplitudeWeight),
            new LossTerm("phase", 1 - (((cosine * c) + (sine * s)) / length).mean(), config.PhaseWeight),
            new LossTerm("circle", (cosine.square() + sine.square() - 1).square().mean(), config.CircleWeight));
    }
}
