using Engram.Modeling.Codebooks;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Overlapping patches of each channel by itself (REVE, EEGFormer): h = ⌊(T - w)/step⌋ + 1 tokens a channel, ordered by channel, the features
/// of a token being its samples. Nothing is learned; decoding averages where patches overlap, and is exact.
/// </summary>
public sealed class PatchTokenizer : nn.Module<SignalBatch, Tokens>, ITokenizer
{
    /// <summary>A tokenizer without parameters.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public PatchTokenizer(PatchTokenizerConfig config)
        : base(nameof(PatchTokenizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public PatchTokenizerConfig Config { get; }

    /// <inheritdoc/>
    public bool KeepsWaveform => true;

    /// <inheritdoc/>
    public ICodebook? Codebook => null;

    private WindowGrid Windows => new(Config.Window, Config.Step);

    /// <summary>Checks that the signals are long enough.</summary>
    /// <param name="signals">Training signals.</param>
    public PatchTokenizer Fit(SignalBatch signals)
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
        InputCheck.Features(tokens, Config.Window);
        return new(Windows.Join(tokens.Features.reshape(-1, tokens.Grid.Channels, tokens.Grid.Steps, Config.Window)), tokens.SamplingRate);
    }

    /// <inheritdoc/>
    public override Tokens forward(SignalBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new(this, Windows.Cut(input).flatten(1, 2), Windows.Grid(input), input.SamplingRate) { Source = input };
    }
}
