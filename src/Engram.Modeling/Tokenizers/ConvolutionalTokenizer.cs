using Engram.Modeling.Codebooks;
using Engram.Modeling.Masking;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// A convolutional stem with its mirrored decoder, fitted as an autoencoder of the waveform: mean |x̂ - x|² + the codebook's loss, x divided by the
/// training signals' root mean square (Du-IN's first stage; with one channel a token is channel-independent, with more the channels are fused).
/// </summary>
public sealed class ConvolutionalTokenizer : nn.Module<SignalBatch, Tokens>, ITokenizer
{
    private readonly ConvolutionalStem stem;
    private readonly ConvolutionalDecoder decoder;
    private readonly VectorQuantizer? quantizer;
    private readonly Tensor scale;

    /// <summary>A tokenizer with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public ConvolutionalTokenizer(ConvolutionalTokenizerConfig config)
        : base(nameof(ConvolutionalTokenizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        stem = new(config.Stem);
        decoder = new(config.Stem);
        quantizer = config.Quantizer is null ? null : new(config.Quantizer);
        scale = zeros(1);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public ConvolutionalTokenizerConfig Config { get; }

    /// <inheritdoc/>
    public bool KeepsWaveform => true;

    /// <inheritdoc/>
    public ICodebook? Codebook => quantizer;

    /// <summary>Trains stem, codes and decoder.</summary>
    /// <param name="signals">Training signals, not all zero.</param>
    public ConvolutionalTokenizer Fit(SignalBatch signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        using var scope = NewDisposeScope();
        using (no_grad())
            scale.copy_(signals.Samples.square().mean().sqrt());
        if (scale.ToDouble() == 0)
            throw new ArgumentException("Expected signals that are not all zero.", nameof(signals));
        TokenizerFitting.Run(this, signals, Config.Training, (batch, _) => Loss(batch));
        return this;
    }

    /// <inheritdoc/>
    ITokenizer ITokenizer.Fit(SignalBatch signals) => Fit(signals);

    /// <inheritdoc/>
    public Tokens Encode(SignalBatch signals)
    {
        using var _ = no_grad();
        return call(signals);
    }

    /// <inheritdoc/>
    public SignalBatch Decode(Tokens tokens)
    {
        InputCheck.Features(tokens, Config.Stem.Width);
        RequireFit();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var groups = tokens.Features.unflatten(1, [tokens.Grid.Channels, tokens.Grid.Steps]).flatten(0, 1);
        var signal = decoder.call(groups) * scale;
        return new(signal.reshape(tokens.Features.shape[0], tokens.Grid.Channels * Config.Stem.Channels, -1).MoveToOuterDisposeScope(), tokens.SamplingRate);
    }

    /// <summary>The loss of a batch, a scalar.</summary>
    /// <param name="signals">Signals.</param>
    public Tensor Loss(SignalBatch signals)
    {
        var input = Groups(signals);
        var features = stem.call(input);
        var coded = quantizer?.call(features);
        var error = (decoder.call(coded?.Vectors ?? features) - input).square().mean();
        return coded is null ? error : error + coded.Loss;
    }

    /// <inheritdoc/>
    public override Tokens forward(SignalBatch input)
    {
        var features = stem.call(Groups(input));
        var coded = quantizer?.call(features);
        var grid = new TokenGrid(input.Channels / Config.Stem.Channels, (int)features.shape[1]);
        return new(this, (coded?.Vectors ?? features).reshape(input.Batch, grid.Tokens, -1), grid, input.SamplingRate)
        {
            Codes = coded?.Codes.reshape(input.Batch, grid.Tokens),
            Source = input,
        };
    }

    // [batch · group, channel, time], as many samples as make whole tokens, in units of the scale
    private Tensor Groups(SignalBatch signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        RequireFit();
        var (stride, channels) = (Config.Stem.Stride, Config.Stem.Channels);
        var steps = signals.Length / stride;
        if (steps == 0)
            throw new ArgumentException($"Expected signals of at least {stride} samples, one token, got {signals.Length}.", nameof(signals));
        if (signals.Channels % channels != 0)
            throw new ArgumentException($"Expected a multiple of the stem's {channels} channels, got {signals.Channels}.", nameof(signals));
        return signals.Samples.narrow(-1, 0, (long)steps * stride).reshape(-1, channels, (long)steps * stride) / scale;
    }

    private void RequireFit()
    {
        if (scale.ToDouble() == 0)
            throw new InvalidOperationException("Expected a fitted tokenizer: call Fit on training signals, or load a state, first.");
    }
}
