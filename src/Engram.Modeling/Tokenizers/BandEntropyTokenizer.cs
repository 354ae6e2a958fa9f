using Engram.Modeling.Codebooks;
using Engram.Signals.Filtering;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Differential entropy of each band, ½ log₂(2πe σ²) bits of the signal behind a causal Butterworth band-pass (RBTransformer), one token a
/// channel and window; each window is filtered from rest. Decodes to noise with these variances, evenly spread over each band.
/// </summary>
public sealed class BandEntropyTokenizer : nn.Module<SignalBatch, Tokens>, ITokenizer
{
    private const double Floor = 1e-30; // unit²: a constant window has an entropy, not minus infinity

    /// <summary>A tokenizer without parameters.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public BandEntropyTokenizer(BandEntropyTokenizerConfig config)
        : base(nameof(BandEntropyTokenizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public BandEntropyTokenizerConfig Config { get; }

    /// <inheritdoc/>
    public bool KeepsWaveform => false;

    /// <inheritdoc/>
    public ICodebook? Codebook => null;

    private WindowGrid Windows => new(Config.Window, Config.Step);

    /// <summary>Checks that the signals are long enough.</summary>
    /// <param name="signals">Training signals.</param>
    public BandEntropyTokenizer Fit(SignalBatch signals)
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
        return SpectralNoise.Signals(tokens, Windows, Config.Seed,
            entropies => BandDensity.Of(Config.Bands, Array.ConvertAll(entropies, h => Math.Pow(2, 2 * h) / (2 * Math.PI * Math.E))));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A band reaches 0 Hz or half the sampling rate.</exception>
    public override Tokens forward(SignalBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var grid = Windows.Grid(input);
        var filters = Config.Bands.Select(b => FilterDesign.Butterworth(Config.Order, Band.BandPass(b.Low, b.High), input.SamplingRate)).ToArray();
        var features = WindowFeatures.Of(input, Windows, rows => Array.ConvertAll(rows, row => Array.ConvertAll(filters, f => Entropy(f.Apply(row)))));
        return new(this, features, grid, input.SamplingRate) { Source = input };
    }

    private static double Entropy(double[] signal)
    {
        var mean = signal.Average();
        var variance = signal.Sum(x => (x - mean) * (x - mean)) / signal.Length;
        return 0.5 * Math.Log2(2 * Math.PI * Math.E * Math.Max(variance, Floor));
    }
}
