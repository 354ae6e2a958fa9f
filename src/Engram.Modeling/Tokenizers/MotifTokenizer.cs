using Engram.Modeling.Codebooks;
using Engram.Modeling.Encoders;
using Engram.Modeling.Masking;
using Engram.Signals.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Codes of time-frequency motifs of single channels (TFM-Tokenizer, Pradeepkumar et al. 2025): each channel is divided by the 95th percentile of |x|; a
/// spectral path (which sees a masked spectrogram S in training) and a temporal path give one vector of norm 1 a frame; its nearest of K codes, which
/// follow moving averages, is the token; a decoder predicts S. Loss: mean (S - Ŝ)² / var S + commitment for a mask and for its complement. Transformers have
/// linear attention. Two departures from the released code: a textbook commitment term, and a decoder that
/// starts at the mean spectrum and measures errors in deviations. Decodes to the predicted spectrogram, with phases that are searched.
/// </summary>
public sealed class MotifTokenizer : nn.Module<SignalBatch, Tokens>, ITokenizer
{
    private readonly StftFrames frames;
    private readonly MotifEncoder encoder;
    private readonly VectorQuantizer quantizer;
    private readonly TokenTransformer decoder;
    private readonly Sequential head;
    private readonly Tensor mean; // of the training spectra, [bin]
    private readonly Tensor deviation; // of all their cells, [1]
    private readonly Tensor fitted;

    /// <summary>A tokenizer with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public MotifTokenizer(MotifTokenizerConfig config)
        : base(nameof(MotifTokenizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        frames = new(config.Window, config.Hop);
        encoder = new(config);
        quantizer = new(config.Quantizer);
        decoder = MotifEncoder.Transformer(config, config.DecoderDepth);
        head = nn.Sequential(nn.Linear(config.Width, config.Width), nn.Tanh(), nn.Linear(config.Width, config.Bins));
        mean = zeros(config.Bins);
        deviation = ones(1);
        fitted = zeros(1, int64);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public MotifTokenizerConfig Config { get; }

    /// <inheritdoc/>
    public bool KeepsWaveform => false;

    /// <inheritdoc/>
    public ICodebook Codebook => quantizer;

    /// <summary>Trains encoder, codes and decoder.</summary>
    /// <param name="signals">Training signals; the first batch must have at least as many tokens as codes.</param>
    public MotifTokenizer Fit(SignalBatch signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        Start(signals);
        TokenizerFitting.Run(this, signals, Config.Training, Loss);
        using var _ = no_grad();
        fitted.fill_(1);
        return this;
    }

    /// <inheritdoc/>
    ITokenizer ITokenizer.Fit(SignalBatch signals) => Fit(signals);

    /// <inheritdoc/>
    public Tokens Encode(SignalBatch signals)
    {
        RequireFit();
        using var _ = no_grad();
        return call(signals);
    }

    /// <inheritdoc/>
    /// <remarks>Amplitudes are those of <see cref="Tokens.Scale"/>, or 1 where the tokens have none.</remarks>
    public SignalBatch Decode(Tokens tokens)
    {
        InputCheck.Features(tokens, Config.Width);
        RequireFit();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var spectrum = Predict(tokens.Features.unflatten(1, [tokens.Grid.Channels, tokens.Grid.Steps]).flatten(0, 1));
        var magnitude = nn.functional.pad(spectrum, [0, 1]).clamp_min(0).unflatten(0, [tokens.Features.shape[0], tokens.Grid.Channels]); // the bin at fs/2 is 0
        if (tokens.Scale is { } scale)
            magnitude = magnitude * scale.unsqueeze(-1).unsqueeze(-1);
        return new(frames.FromMagnitude(magnitude, tokens.SamplingRate, Config.Iterations, Config.Seed).MoveToOuterDisposeScope(), tokens.SamplingRate);
    }

    /// <summary>The loss of a batch with a mask and with its complement, a scalar.</summary>
    /// <param name="signals">Signals.</param>
    /// <param name="random">Draws the mask.</param>
    public Tensor Loss(SignalBatch signals, SeededRandom random)
    {
        var (spectrum, trace, _) = Prepare(signals);
        Tensor[] seen = [spectrum];
        if (Config.IsMasked)
        {
            var mask = new TimeFrequencyMask(Config.Mask).Draw(new(Config.Patches, (int)spectrum.shape[1]), 1, random);
            seen = [Visible(mask), Visible(mask.Complement())];
        }

        // both passes share all but the codes: those of the second have followed the vectors of the first
        var coded = encoder.call(cat(seen), trace).chunk(seen.Length).Select(quantizer.call).ToArray();
        var error = (Predict(cat([.. coded.Select(c => c.Vectors)])) - spectrum.repeat(seen.Length, 1, 1)) / deviation;
        return coded.Aggregate(error.square().mean() * seen.Length, (sum, c) => sum + c.Loss);

        Tensor Visible(MaskPartition hidden)
        {
            var cells = hidden.Mask().reshape(Config.Patches, -1).t().repeat_interleave(Config.FrequencyPatch, 1).to(spectrum.device); // [frame, bin]
            return spectrum.masked_fill(cells, 0);
        }
    }

    /// <summary>The scaled spectrogram of signals and what the tokens predict of it, [batch, channel, frame, bin], in evaluation.</summary>
    /// <param name="signals">Signals.</param>
    /// <exception cref="InvalidOperationException">Nothing was fitted.</exception>
    public (Tensor Spectrogram, Tensor Prediction) Reconstruct(SignalBatch signals)
    {
        RequireFit();
        using var _ = no_grad();
        var (spectrum, trace, scale) = Prepare(signals);
        scale.Dispose();
        var predicted = Predict(quantizer.call(encoder.call(spectrum, trace)).Vectors);
        return (spectrum.unflatten(0, [signals.Batch, signals.Channels]), predicted.unflatten(0, [signals.Batch, signals.Channels]));
    }

    /// <inheritdoc/>
    public override Tokens forward(SignalBatch input)
    {
        var (spectrum, trace, scale) = Prepare(input);
        var coded = quantizer.call(encoder.call(spectrum, trace));
        var grid = frames.Windows.Grid(input);
        return new(this, coded.Vectors.reshape(input.Batch, grid.Tokens, Config.Width), grid, input.SamplingRate)
        {
            Codes = coded.Codes.reshape(input.Batch, grid.Tokens),
            Scale = scale,
            Source = input,
        };
    }

    // the decoder starts at the mean spectrum: until it had grown to it, all frames would pull the encoder the same way, and the codes would collapse
    private Tensor Predict(Tensor codes) => head.call(decoder.call(codes)) * deviation + mean;

    private void Start(SignalBatch signals)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var spectrum = Prepare(signals).Spectrum;
        mean.copy_(spectrum.mean([0L, 1]));
        var spread = (spectrum - mean).square().mean().sqrt();
        deviation.fill_(spread.ToDouble() > 0 ? spread.ToDouble() : 1);
    }

    private (Tensor Spectrum, Tensor Trace, Tensor Scale) Prepare(SignalBatch signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        frames.Windows.Steps(signals);
        var level = signals.Samples.abs().quantile(tensor(0.95f).to(signals.Samples.device), dim: 2); // -1 means all axes in TorchSharp
        var scale = where(level.gt(0), level, ones_like(level)); // a silent channel stays silent
        var scaled = new SignalBatch(signals.Samples / scale.unsqueeze(-1), signals.SamplingRate);
        var spectrum = frames.Forward(scaled).abs().narrow(-1, 0, Config.Bins).flatten(0, 1);
        return (spectrum, scaled.Samples.flatten(0, 1), scale);
    }

    private void RequireFit()
    {
        if (fitted.ToInt64() == 0)
            throw new InvalidOperationException("Expected a fitted tokenizer: call Fit on training signals, or load a state, first.");
    }
}
