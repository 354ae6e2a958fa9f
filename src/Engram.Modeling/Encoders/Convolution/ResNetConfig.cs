using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="ResNet"/>.</summary>
public sealed record ResNetConfig : IConfig
{
    /// <summary>1 for signals [batch, channel, time], 2 for planes [batch, channel, row, column].</summary>
    public required int Dimensions { get; init; }

    /// <summary>Channels that come in.</summary>
    public required int InputChannels { get; init; }

    /// <summary>Channels of each stage; every stage after the first halves the size.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Blocks of each stage.</summary>
    public int BlocksPerStage { get; init; } = 2;

    /// <summary>Kernel of the blocks, odd.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>Kernel of the first convolution, odd.</summary>
    public int StemKernel { get; init; } = 7;

    /// <summary>Stride of the first convolution.</summary>
    public int StemStride { get; init; } = 2;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.That(Dimensions is 1 or 2, "1 or 2", Dimensions, nameof(Dimensions));
        Require.AtLeast(InputChannels, 1);
        Require.That(Widths.Count > 0 && Widths.All(w => w > 0), "at least one stage with channels above 0", string.Join(", ", Widths), nameof(Widths));
        Require.AtLeast(BlocksPerStage, 1);
        Require.Odd(Kernel);
        Require.Odd(StemKernel);
        Require.AtLeast(StemStride, 1);
    }
}
