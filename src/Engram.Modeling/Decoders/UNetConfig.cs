using Engram.Modeling.Configuration;

namespace Engram.Modeling.Decoders;

/// <summary>Settings of a <see cref="UNet"/>.</summary>
public sealed record UNetConfig : IConfig
{
    /// <summary>1 for signals [batch, channel, time], 2 for planes [batch, channel, row, column].</summary>
    public required int Dimensions { get; init; }

    /// <summary>Channels that come in.</summary>
    public required int InputChannels { get; init; }

    /// <summary>Channels that come out.</summary>
    public required int OutputChannels { get; init; }

    /// <summary>Channels of each level; between levels the size halves.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Groups of each norm; it divides every width.</summary>
    public int Groups { get; init; } = 8;

    /// <summary>Features of a condition, such as a diffusion step's code; none without one.</summary>
    public int? ConditionWidth { get; init; }

    /// <summary>Whether attention stands at the bottom.</summary>
    public bool Attention { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.That(Dimensions is 1 or 2, "1 or 2", Dimensions, nameof(Dimensions));
        Require.AtLeast(InputChannels, 1);
        Require.AtLeast(OutputChannels, 1);
        Require.AtLeast(Groups, 1);
        Require.That(Widths.Count > 0 && Widths.All(w => w > 0 && w % Groups == 0), $"at least one width, all multiples of {Groups}", string.Join(", ", Widths), nameof(Widths));
        if (ConditionWidth is { } width)
            Require.AtLeast(width, 1, nameof(ConditionWidth));
    }
}
