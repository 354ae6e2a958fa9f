using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using Engram.Modeling.Positions;
using Engram.Modeling.Tokenizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.NeuroRvq;

/// <summary>
/// The encoder that tokenizer and foundation model have in common: the multi-scale stem, learned identities of electrodes and places in time, and one
/// transformer that every branch goes through by itself.
/// </summary>
public sealed class NeuroRvqEncoder : nn.Module<Tensor, Tensor>
{
    private readonly MultiScaleStem stem;
    private readonly LearnedPosition electrodes;
    private readonly LearnedPosition times;
    private readonly TokenTransformer transformer;
    private readonly Parameter mask;

    /// <summary>An encoder with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <param name="seed">Seed of the tables.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public NeuroRvqEncoder(NeuroRvqConfig config, long seed)
        : base(nameof(NeuroRvqEncoder))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        stem = new(config.Stem);
        electrodes = new(new() { Count = config.Electrodes, Width = config.Width, Seed = seed });
        times = new(new() { Count = config.Steps, Width = config.Width, Seed = seed + 1 });
        transformer = new(config.Transformer(config.EncoderDepth, hasClassToken: true));
        mask = nn.Parameter(zeros(config.Width));
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public NeuroRvqConfig Config { get; }

    /// <summary>The tokens of patches.</summary>
    /// <param name="input">[batch, electrode, patch, sample].</param>
    /// <returns>[branch, batch, token, width]; tokens by electrode, then by time.</returns>
    public override Tensor forward(Tensor input) => Encode(input, null);

    /// <summary>The tokens of patches some of which are hidden.</summary>
    /// <param name="patches">[batch, electrode, patch, sample].</param>
    /// <param name="hidden">
    /// [masks · batch, token], true where the mask vector stands for the patch in every branch: one mask of the whole batch after another, and as many times
    /// the tokens come back. None for all visible.
    /// </param>
    /// <exception cref="ArgumentException">There are more electrodes or patches than the tables have, or a shape is another.</exception>
    public Tensor Encode(Tensor patches, Tensor? hidden)
    {
        Expect.Shape(patches, nameof(NeuroRvqEncoder), "batch, electrode, patch, sample", -1, -1, -1, Config.Stem.Patch);
        var (batch, channels, steps) = (patches.shape[0], patches.shape[1], patches.shape[2]);
        var branches = stack(stem.call(patches.flatten(1, 2)));
        if (hidden is not null)
            branches = where(hidden.unsqueeze(-1), mask, hidden.shape[0] == batch ? branches : branches.repeat(1, hidden.shape[0] / batch, 1, 1));
        var place = (electrodes.Sequence(channels).unsqueeze(1) + times.Sequence(steps)).flatten(0, 1);
        return transformer.call((branches + place).flatten(0, 1)).unflatten(0, [Config.Branches, -1]);
    }
}
