using Engram.Modeling.Codebooks;
using Engram.Modeling.Masking;
using Engram.Modeling.Positions;
using Engram.Signals.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Tokens of latent sources, for any set of sensors (BrainOmni 2025): every sensor's signal is encoded in time, <c>Sources</c> learned queries attend over the sensors
/// by their poses at each step, a residual quantiser codes the sources, and sensors — also ones that were not recorded — attend back over them for their
/// signals. Each kind of sensor is divided by its common deviation. Loss: L1 of the waveform + exp(-correlation) + the codebook's loss.
/// </summary>
public sealed class SensorTokenizer : nn.Module<SignalBatch, Tokens>, ITokenizer
{
    private readonly ConvolutionalStem stem;
    private readonly ConvolutionalDecoder decoder;
    private readonly SensorPose pose;
    private readonly Parameter sources;
    private readonly SensorAttention backward;
    private readonly SensorAttention forwards;
    private readonly ResidualQuantizer quantizer;
    private readonly Tensor fitted;

    /// <summary>A tokenizer with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public SensorTokenizer(SensorTokenizerConfig config)
        : base(nameof(SensorTokenizer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        stem = new(config.Stem);
        decoder = new(config.Stem);
        pose = new(new() { Width = config.Width });
        sources = nn.Parameter(randn(config.Sources, config.Width));
        backward = new(config.Width, config.Heads);
        forwards = new(config.Width, config.Heads);
        quantizer = new(config.Quantizer);
        fitted = zeros(1, int64);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public SensorTokenizerConfig Config { get; }

    /// <inheritdoc/>
    public bool KeepsWaveform => true;

    /// <inheritdoc/>
    public ICodebook Codebook => quantizer;

    /// <summary>Trains all parts.</summary>
    /// <param name="signals">Training signals with sensors.</param>
    public SensorTokenizer Fit(SignalBatch signals)
    {
        Prepare(signals);
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
    public SignalBatch Decode(Tokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var sensors = tokens.Sensors ?? throw new ArgumentException("Expected tokens with sensors to decode for.", nameof(tokens));
        InputCheck.Features(tokens, Config.Width);
        RequireFit();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var latent = tokens.Features.unflatten(1, [tokens.Grid.Channels, tokens.Grid.Steps]).transpose(1, 2);
        var signal = Reconstruct(latent, PoseCodes(sensors, tokens.Features.shape[0]));
        // a sensor that was not recorded has no amplitude of its own
        if (tokens.Scale is { } scale && scale.shape[1] == signal.shape[1])
            signal = signal * scale.unsqueeze(-1);
        return new(signal.MoveToOuterDisposeScope(), tokens.SamplingRate) { Sensors = sensors };
    }

    /// <summary>The loss of a batch, a scalar; some sensors are hidden from the encoder.</summary>
    /// <param name="signals">Signals with sensors.</param>
    /// <param name="random">Draws the hidden sensors.</param>
    public Tensor Loss(SignalBatch signals, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (input, _) = Prepare(signals);
        var codes = PoseCodes(signals.Sensors!, signals.Batch);
        var seen = random.Permutation(signals.Channels)[..(signals.Channels - (int)(Config.Dropout * signals.Channels))];
        var kept = tensor(Array.ConvertAll(seen, s => (long)s)).to(input.device);
        var coded = quantizer.call(Latent(input.index_select(1, kept), codes.index_select(1, kept)));
        var output = Reconstruct(coded.Vectors, codes);
        var (x, y) = (input - input.mean([-1L], keepdim: true), output - output.mean([-1L], keepdim: true));
        var correlation = ((x * y).sum([-1L]) / ((x.square().sum([-1L]) * y.square().sum([-1L])).sqrt() + 1e-8)).mean();
        return (output - input).abs().mean() + (-correlation).exp() + coded.Loss;
    }

    /// <inheritdoc/>
    public override Tokens forward(SignalBatch input)
    {
        var (scaled, scale) = Prepare(input);
        var coded = quantizer.call(Latent(scaled, PoseCodes(input.Sensors!, input.Batch)));
        var grid = new TokenGrid(Config.Sources, (int)coded.Vectors.shape[1]);
        return new(this, coded.Vectors.transpose(1, 2).flatten(1, 2), grid, input.SamplingRate)
        {
            Codes = coded.Codes.transpose(1, 2).flatten(1, 2),
            Scale = scale,
            Sensors = input.Sensors,
            Source = input,
        };
    }

    private Tensor PoseCodes(SensorLayout sensors, long batch) =>
        pose.call(sensors.Poses.unsqueeze(0), sensors.Kinds.unsqueeze(0)).expand(batch, -1, -1);

    // [batch, step, source, D]
    private Tensor Latent(Tensor input, Tensor codes)
    {
        var z = stem.call(input.reshape(-1, 1, input.shape[2])).unflatten(0, [input.shape[0], -1]).transpose(1, 2); // [batch, step, sensor, D]
        return backward.call(sources.unsqueeze(0), z + codes.unsqueeze(1), z);
    }

    private Tensor Reconstruct(Tensor latent, Tensor codes)
    {
        var z = forwards.call(codes, latent, latent).transpose(1, 2); // [batch, sensor, step, D]
        return decoder.call(z.flatten(0, 1)).reshape(latent.shape[0], codes.shape[1], -1);
    }

    private (Tensor Input, Tensor Scale) Prepare(SignalBatch signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        var sensors = signals.Sensors ?? throw new ArgumentException("Expected signals with sensors: give SignalBatch.Sensors, or channels with a known geometry.", nameof(signals));
        InputCheck.Shape(sensors.Poses, nameof(signals), ("channel", signals.Channels), ("pose", 6));
        InputCheck.Shape(sensors.Kinds, nameof(signals), ("channel", signals.Channels));
        var steps = signals.Length / Config.Stem.Stride;
        if (steps == 0)
            throw new ArgumentException($"Expected signals of at least {Config.Stem.Stride} samples, one token, got {signals.Length}.", nameof(signals));
        var same = sensors.Kinds.unsqueeze(0).eq(sensors.Kinds.unsqueeze(1)).to_type(float32); // [channel, channel]
        var power = matmul(signals.Samples.var([-1L], unbiased: false), same) / same.sum([0L]); // mean over sensors of a kind
        var scale = where(power.gt(0), power.sqrt(), ones_like(power));
        return (signals.Samples.narrow(-1, 0, (long)steps * Config.Stem.Stride) / scale.unsqueeze(-1), scale);
    }

    private void RequireFit()
    {
        if (fitted.ToInt64() == 0)
            throw new InvalidOperationException("Expected a fitted tokenizer: call Fit on training signals, or load a state, first.");
    }
}
