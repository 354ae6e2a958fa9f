using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Positions;

/// <summary>A learned vector for each place (Gehring et al. 2017), started at N(0, deviation²).</summary>
public sealed class LearnedPosition : nn.Module<Tensor, Tensor>
{
    private readonly Parameter table;

    /// <summary>A table with starting numbers by the seed.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public LearnedPosition(LearnedPositionConfig config)
        : base(nameof(LearnedPosition))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        table = EmbeddingTable.Create(config.Count, config.Width, config.Deviation, config.Seed);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public LearnedPositionConfig Config { get; }

    /// <summary>The codes of the places 0 … length - 1, [length, D].</summary>
    /// <param name="length">At most the table's places.</param>
    /// <exception cref="ArgumentOutOfRangeException">The table has fewer places.</exception>
    public Tensor Sequence(long length) => call(arange(length, int64, table.device));

    /// <summary>The codes of places.</summary>
    /// <param name="input">int64 in [0, Count), any shape.</param>
    /// <returns>[…, D].</returns>
    public override Tensor forward(Tensor input)
    {
        InputCheck.Codes(input, nameof(input), Config.Count);
        return table.index_select(0, input.flatten()).reshape([.. input.shape, Config.Width]);
    }
}
