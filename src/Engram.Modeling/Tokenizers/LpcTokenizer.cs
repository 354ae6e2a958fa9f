using Engram.Modeling.Codebooks;
using Engram.Signals.LinearPrediction;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// A linear predictor x_t = -Σ a_k x_(t-k) + e_t for each channel and window as token: p numbers of the model and log₁₀ σ², coded by k-means of the
/// standardised features (LiPCoT, Anjum 2024). No network and no fixed sampling rate; decodes to noise with the model's spectrum
/// S(f) = 2σ² / (fs |A(e^(iθ))|²), θ the (warped) frequency.
/// </summary>
public sealed class LpcTokenizer : nn.Module<SignalBatch, Tokens>, ITokenizer
{
    private readonly FeatureCodebook? codebook;
    private readonly Tensor window; // seconds; 0 until known

    /// <summary>A tokenizer; with codes it is still to be fitted.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public LpcTokenizer(LpcTokenizerConfig config)
        : base(nameof(LpcTokenizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        codebook = config.Codes == 0 ? null : new(new() { Codes = config.Codes, Width = config.Order + 1, Starts = config.Starts, MaximumIterations = 500, Seed = config.Seed });
        window = full([1], config.Window, float64);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public LpcTokenizerConfig Config { get; }

    /// <inheritdoc/>
    public bool KeepsWaveform => false;

    /// <inheritdoc/>
    public ICodebook? Codebook => codebook?.Codes;

    /// <summary>Finds the codes.</summary>
    /// <param name="signals">Training signals with at least as many tokens as codes.</param>
    public LpcTokenizer Fit(SignalBatch signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        if (Config.Window == 0)
            window.fill_(0);
        var features = Features(signals);
        codebook?.Fit(features);
        using var _ = no_grad();
        if (Config.Window == 0)
            window.fill_(signals.Length / signals.SamplingRate);
        return this;
    }

    /// <inheritdoc/>
    ITokenizer ITokenizer.Fit(SignalBatch signals) => Fit(signals);

    /// <inheritdoc/>
    public Tokens Encode(SignalBatch signals) => call(signals);

    /// <inheritdoc/>
    /// <remarks>Where neither the settings nor a fit gave a window the tokens must know their signals: decode those that Encode returned.</remarks>
    public SignalBatch Decode(Tokens tokens)
    {
        InputCheck.Features(tokens, Config.Order + 1);
        var length = Samples(tokens.SamplingRate)
            ?? tokens.Source?.Length ?? throw new ArgumentException("Expected tokens that know their signals, or a tokenizer with a window or a fit.", nameof(tokens));
        return SpectralNoise.Signals(tokens, new(length, length), Config.Seed, features => Density(features, tokens.SamplingRate));
    }

    /// <summary>S(f) of a token's features (unit²/Hz, one-sided).</summary>
    /// <param name="features">p + 1 numbers.</param>
    /// <param name="samplingRate">Hz.</param>
    public Func<double, double> Density(double[] features, double samplingRate)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Length != Config.Order + 1)
            throw new ArgumentException($"Expected {Config.Order + 1} features, got {features.Length}.", nameof(features));
        var model = Model(features, samplingRate);
        return frequency => model.Density(LpcModel.Warped(2 * Math.PI * frequency / samplingRate, Config.Warp) * samplingRate / (2 * Math.PI), samplingRate);
    }

    /// <summary>The predictor of a token's features; its reflection coefficients are not known.</summary>
    /// <param name="features">p + 1 numbers.</param>
    /// <param name="samplingRate">Hz.</param>
    public LinearPredictor Model(double[] features, double samplingRate) => LpcModel.Model(features, Config.Features, samplingRate);

    /// <inheritdoc/>
    public override Tokens forward(SignalBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var features = Features(input);
        var codes = codebook?.call(features);
        return new(this, codes is null ? features : codebook!.Decode(codes), Windows(input).Grid(input), input.SamplingRate) { Codes = codes, Source = input };
    }

    private Tensor Features(SignalBatch signals) => WindowFeatures.Of(signals, Windows(signals),
        rows => Array.ConvertAll(rows, row => LpcModel.Features(LpcModel.Of(row, Config), Config.Features, signals.SamplingRate)));

    private WindowGrid Windows(SignalBatch signals)
    {
        var length = Samples(signals.SamplingRate) ?? signals.Length;
        return length > Config.Order ? new(length, length)
            : throw new ArgumentException($"Expected windows of more than {Config.Order} samples for a predictor of order {Config.Order}, got {length}.", nameof(signals));
    }

    private int? Samples(double samplingRate) => window.ToDouble() is > 0 and var seconds ? (int)Math.Round(seconds * samplingRate) : null;
}
