using Engram.Modeling.Codebooks;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// One token a channel and frame of the short-time Fourier transform X[k, j] = Σ_t w_t x[t + j h] e^(-2πikt/n), Hann window, no padding:
/// ⌊(T - n)/h⌋ + 1 frames. Complex tokens decode to the signal itself (but for the edge samples that the window hides); magnitudes to a signal
/// with phases found by Griffin and Lim's rounds.
/// </summary>
public sealed class StftTokenizer : nn.Module<SignalBatch, Tokens>, ITokenizer
{
    private const double Floor = 1e-12;
    private readonly StftFrames frames;

    /// <summary>A tokenizer without parameters.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public StftTokenizer(StftTokenizerConfig config)
        : base(nameof(StftTokenizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        frames = new(config.Window, config.Hop);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public StftTokenizerConfig Config { get; }

    /// <inheritdoc/>
    public bool KeepsWaveform => Config.Value == StftValue.Complex;

    /// <inheritdoc/>
    public ICodebook? Codebook => null;

    /// <summary>Checks that the signals are long enough.</summary>
    /// <param name="signals">Training signals.</param>
    public StftTokenizer Fit(SignalBatch signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        frames.Windows.Steps(signals);
        return this;
    }

    /// <inheritdoc/>
    ITokenizer ITokenizer.Fit(SignalBatch signals) => Fit(signals);

    /// <inheritdoc/>
    public Tokens Encode(SignalBatch signals) => call(signals);

    /// <inheritdoc/>
    public SignalBatch Decode(Tokens tokens)
    {
        InputCheck.Features(tokens, Config.Value == StftValue.Complex ? 2 * frames.Bins : frames.Bins);
        using var scope = NewDisposeScope();
        var features = tokens.Features.unflatten(1, [tokens.Grid.Channels, tokens.Grid.Steps]);
        var signal = Config.Value switch
        {
            StftValue.Complex => frames.Inverse(complex(features.narrow(-1, 0, frames.Bins).contiguous(), features.narrow(-1, frames.Bins, frames.Bins).contiguous())),
            StftValue.Magnitude => frames.FromMagnitude(features.clamp_min(0), tokens.SamplingRate, Config.Iterations, Config.Seed),
            _ => frames.FromMagnitude(features.exp(), tokens.SamplingRate, Config.Iterations, Config.Seed),
        };
        return new(signal.MoveToOuterDisposeScope(), tokens.SamplingRate);
    }

    /// <inheritdoc/>
    public override Tokens forward(SignalBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var spectrum = frames.Forward(input).flatten(1, 2);
        var features = Config.Value switch
        {
            StftValue.Complex => cat([spectrum.real, spectrum.imag], -1),
            StftValue.Magnitude => spectrum.abs(),
            _ => (spectrum.abs() + Floor).log(),
        };
        return new(this, features.MoveToOuterDisposeScope(), frames.Windows.Grid(input), input.SamplingRate) { Source = input };
    }
}
