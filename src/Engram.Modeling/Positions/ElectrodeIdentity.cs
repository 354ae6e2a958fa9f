using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Positions;

/// <summary>A learned vector for each electrode or lead by its name (RBTransformer, NeuroRVQ), so that a montage is a choice of rows.</summary>
public sealed class ElectrodeIdentity : nn.Module<Tensor, Tensor>
{
    private readonly Parameter table;
    private readonly Dictionary<string, long> places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A table with starting numbers by the seed.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public ElectrodeIdentity(ElectrodeIdentityConfig config)
        : base(nameof(ElectrodeIdentity))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        foreach (var name in config.Names)
            places.Add(name, places.Count);
        table = EmbeddingTable.Create(config.Names.Count, config.Width, config.Deviation, config.Seed);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public ElectrodeIdentityConfig Config { get; }

    /// <summary>The rows of channels, [channel], int64.</summary>
    /// <param name="names">Channel names.</param>
    /// <exception cref="ArgumentException">A name is not in the table.</exception>
    public Tensor Indices(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return tensor(names.Select(name => places.TryGetValue(name, out var place) ? place
            : throw new ArgumentException($"No electrode '{name}' in this table. It has: {string.Join(", ", Config.Names)}.", nameof(names))).ToArray());
    }

    /// <summary>The identities of channels.</summary>
    /// <param name="input">Rows, int64, any shape.</param>
    /// <returns>[…, D].</returns>
    public override Tensor forward(Tensor input)
    {
        InputCheck.Codes(input, nameof(input), Config.Names.Count);
        return table.index_select(0, input.flatten()).reshape([.. input.shape, Config.Width]);
    }
}
