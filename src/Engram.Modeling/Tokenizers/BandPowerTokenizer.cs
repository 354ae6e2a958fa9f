using Engram.Modeling.Codebooks;
using Engram.Signals.Spectral;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// log₁₀ of the power in each band (unit², by Welch's method and the trapezoidal rule), one token a channel and window. Decodes to noise with
/// these powers, evenly spread over each band.
/// </summary>
public sealed class BandPowerTokenizer : nn.Module<SignalBatch, Tokens>, ITokenizer
{
    private const double Floor = 1e-30; // unit²: a silent band is a number, not minus infinity

    /// <summary>A tokenizer without parameters.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public BandPowerTokenizer(BandPowerTokenizerConfig config)
        : base(nameof(BandPowerTokenizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public BandPowerTokenizerConfig Config { get; }

    /// <inheritdoc/>
    public bool KeepsWaveform => false;

    /// <inheritdoc/>
    public ICodebook? Codebook => null;

    private WindowGrid Windows => new(Config.Window, Config.Step);

    /// <summary>Checks that the signals are long enough.</summary>
    /// <param name="signals">Training signals.</param>
    public BandPowerTokenizer Fit(SignalBatch signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        Windows.Steps(signals);
        return this;
    }

    /// <inheritdoc/>
    ITokenizer ITokenizer.Fit(SignalBatch signals) => Fit(signals);

    /// <inheritdoc/>
    public Tokens Encode(SignalBatch signals) => call(signals);

    /// <inheritdoc/>
    public SignalBatch Decode(Tokens tokens)
    {
        InputCheck.Features(tokens, Config.Bands.Count);
        return SpectralNoise.Signals(tokens, Windows, Config.Seed, powers => BandDensity.Of(Config.Bands, Array.ConvertAll(powers, p => Math.Pow(10, p))));
    }

    /// <inheritdoc/>
    public override Tokens forward(SignalBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var grid = Windows.Grid(input);
        var welch = new WelchSpectrum(Config.Segment, Config.Segment / 2);
        var features = WindowFeatures.Of(input, Windows, rows =>
        {
            var spectrum = welch.Estimate(rows, input.SamplingRate);
            var bands = Config.Bands.Select(b => spectrum.BandPower(b.Low, b.High)).ToArray();
            return [.. rows.Select((_, i) => Array.ConvertAll(bands, power => Math.Log10(Math.Max(power[i], Floor))))];
        });
        return new(this, features, grid, input.SamplingRate) { Source = input };
    }
}
