using Engram.Modeling.Codebooks;
using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using Engram.Modeling.Objectives;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.NeuroRvq;

/// <summary>
/// The NeuroRVQ tokenizer: a shared encoder over several time scales, one residual codebook a scale, and a decoder that predicts amplitude and phase of
/// every patch. The loss is that of the codebooks, of the spectrum (<see cref="AmplitudePhase"/>), and mean (x̂ - x)² of the standardised waveform. One
/// departure: the paper adds 0.4 · mse(q, sg[residual that is left]), which pulls codes towards what they leave over; here a stage commits to its code alone.
/// </summary>
public sealed class NeuroRvqTokenizer : nn.Module<Tensor, Tensor>
{
    private readonly NeuroRvqEncoder encoder;
    private readonly ModuleList<Sequential> projections;
    private readonly ModuleList<ResidualQuantizer> quantizers;
    private readonly ModuleList<Linear> inputs;
    private readonly TokenTransformer decoder;
    private readonly Sequential amplitude;
    private readonly Sequential phase;
    private readonly AmplitudePhase objective;

    /// <summary>A tokenizer with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <param name="seed">Seed of tables and codebooks.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public NeuroRvqTokenizer(NeuroRvqConfig config, long seed)
        : base(nameof(NeuroRvqTokenizer))
    {
        encoder = new(config, seed);
        Config = config;
        var (branches, width, code) = (Enumerable.Range(0, config.Branches).ToArray(), config.Width, config.Quantizer.Stage.Width);
        projections = new(Array.ConvertAll(branches, _ => nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, code))));
        quantizers = new(Array.ConvertAll(branches, b => new ResidualQuantizer(config.Quantizer with { Stage = config.Quantizer.Stage with { Seed = seed + 100 + (b * config.Quantizer.Stages) } })));
        inputs = new(Array.ConvertAll(branches, _ => nn.Linear(code, width)));
        decoder = new(config.Transformer(config.DecoderDepth));
        var joined = width * config.Branches;
        amplitude = nn.Sequential(nn.Linear(joined, width), nn.GELU(), nn.Linear(width, config.Bins));
        var phases = config.Target == SpectralTarget.Angle ? 1 : 2;
        phase = nn.Sequential(nn.Linear(joined, phases * width), nn.GELU(), nn.Linear(phases * width, phases * config.Bins), nn.Tanh());
        objective = new(new() { StandardiseAmplitude = true, Sides = config.Sides });
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public NeuroRvqConfig Config { get; }

    /// <summary>The codebook of each branch.</summary>
    public IReadOnlyList<ResidualQuantizer> Codebooks => [.. quantizers];

    /// <summary>Signals of mean 0 and deviation 1 over the channels and times of each sample; a silent sample stays silent.</summary>
    /// <param name="signals">[batch, electrode, time].</param>
    public static Tensor Standardise(Tensor signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        var centred = signals - signals.mean([1L, 2L], keepdim: true);
        var deviation = centred.square().mean([1L, 2L], keepdim: true).sqrt();
        return centred / where(deviation > 0, deviation, ones_like(deviation));
    }

    /// <summary>The codes of signals. No gradient.</summary>
    /// <param name="signals">[batch, electrode, time], standardised.</param>
    /// <returns>[branch, batch, token, stage], int64.</returns>
    public Tensor Encode(Tensor signals)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var tokens = encoder.call(Patches(signals));
        return stack(Enumerable.Range(0, Config.Branches).Select(b => quantizers[b].Encode(projections[b].call(tokens[b])))).MoveToOuterDisposeScope();
    }

    /// <summary>The signals of codes.</summary>
    /// <param name="codes">[branch, batch, token, stage]; fewer stages than there are give a coarser signal.</param>
    /// <param name="scale">Scale of the amplitudes, which the codes do not hold.</param>
    /// <param name="electrodes">Electrodes of the signals.</param>
    /// <returns>[batch, electrode, time].</returns>
    public Tensor Decode(Tensor codes, AmplitudeScale scale, long electrodes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Expect.Shape(codes, nameof(NeuroRvqTokenizer), "branch, batch, token, stage", Config.Branches, -1, -1, -1);
        return Waveform(Predict([.. Enumerable.Range(0, Config.Branches).Select(b => quantizers[b].Decode(codes[b]))]), scale, electrodes).MoveToOuterDisposeScope();
    }

    /// <summary>The scale of the amplitudes of signals.</summary>
    /// <param name="signals">[batch, electrode, time], standardised.</param>
    public AmplitudeScale Scale(Tensor signals) => AmplitudeScale.Of(AmplitudePhase.Targets(Patches(signals).flatten(1, 2), Config.Sides).Amplitude);

    /// <summary>Signals after all codes, with the amplitudes' true scale, as the paper scores them.</summary>
    /// <param name="input">[batch, electrode, time], standardised.</param>
    public override Tensor forward(Tensor input) => Waveform(Predict(Code(Patches(input)).Vectors), Scale(input), input.shape[1]);

    /// <summary>The loss of a batch: <c>codes</c>, then <c>amplitude</c>, <c>phase</c> and <c>circle</c> or <c>angle</c>, and <c>waveform</c>.</summary>
    /// <param name="signals">[batch, electrode, time], standardised.</param>
    public LossTerms Loss(Tensor signals)
    {
        var patches = Patches(signals);
        var (vectors, loss) = Code(patches);
        var spectrum = Predict(vectors);
        var flat = patches.flatten(1, 2);
        var terms = new LossTerms(
            new LossTerm("codes", loss),
            new LossTerm("waveform", (Waveform(spectrum, Scale(signals), signals.shape[1]) - patches.flatten(2, 3)).square().mean()));
        if (Config.Target == SpectralTarget.None)
            return terms;
        if (Config.Target == SpectralTarget.CosineSine)
            return terms.Plus(objective.Compute(spectrum.Amplitude, spectrum.Cosine, spectrum.Sine, flat));
        var (a, c, s) = AmplitudePhase.Targets(flat, Config.Sides);
        return terms.Plus(new(
            new LossTerm("amplitude", (spectrum.Amplitude - AmplitudeScale.Of(a).Apply(a)).square().mean()),
            new LossTerm("angle", (spectrum.Angle! - atan2(s, c)).abs().mean())));
    }

    // [batch, electrode, patch, sample], as many samples as make whole patches
    private Tensor Patches(Tensor signals)
    {
        Expect.Shape(signals, nameof(NeuroRvqTokenizer), "batch, electrode, time", -1, -1, -1);
        return signals.unfold(-1, Config.Stem.Patch, Config.Stem.Patch);
    }

    private (Tensor[] Vectors, Tensor Loss) Code(Tensor patches)
    {
        var tokens = encoder.call(patches);
        var coded = Enumerable.Range(0, Config.Branches).Select(b => quantizers[b].call(projections[b].call(tokens[b]))).ToArray();
        return (Array.ConvertAll(coded, c => c.Vectors), stack(coded.Select(c => c.Loss)).sum());
    }

    private NeuroRvqSpectrum Predict(Tensor[] vectors)
    {
        var batch = vectors[0].shape[0];
        var branches = decoder.call(cat([.. vectors.Select((v, b) => inputs[b].call(v))])).unflatten(0, [Config.Branches, batch]);
        var joined = cat([.. Enumerable.Range(0, Config.Branches).Select(b => branches[b])], -1);
        var (size, turn) = (amplitude.call(joined), phase.call(joined));
        if (Config.Target == SpectralTarget.Angle)
            return new(size, (turn * Math.PI).cos(), (turn * Math.PI).sin(), turn * Math.PI);
        var parts = turn.chunk(2, -1);
        return new(size, parts[0], parts[1], null);
    }

    private Tensor Waveform(NeuroRvqSpectrum spectrum, AmplitudeScale scale, long electrodes) =>
        AmplitudePhase.Rebuild(scale.Undo(spectrum.Amplitude), spectrum.Cosine, spectrum.Sine, Config.Stem.Patch, Config.Sides).unflatten(1, [electrodes, -1]).flatten(2, 3);
}
