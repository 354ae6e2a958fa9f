using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings that a <see cref="ConvolutionalEncoder"/> and the decoder that mirrors it share.</summary>
public sealed record ConvolutionalAutoencoderConfig : IConfig
{
    /// <summary>1 for signals [batch, channel, time], 2 for planes [batch, channel, row, column].</summary>
    public required int Dimensions { get; init; }

    /// <summary>Channels of the signal.</summary>
    public required int SignalChannels { get; init; }

    /// <summary>Channels of each level; between levels the size halves.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Channels the encoder gives: twice the latent's where it stands for mean and log-variance.</summary>
    public required int EncoderChannels { get; init; }

    /// <summary>Channels the decoder takes.</summary>
    public required int LatentChannels { get; init; }

    /// <summary>Blocks of an encoder's level; the decoder has one more.</summary>
    public int BlocksPerLevel { get; init; } = 2;

    /// <summary>Groups of each norm; it divides every width.</summary>
    public int Groups { get; init; } = 32;

    /// <summary>Whether attention stands in the middle.</summary>
    public bool Attention { get; init; } = true;

    /// <summary>How many times smaller the latent is along each axis.</summary>
    public int Reduction() => 1 << (Widths.Count - 1);

    /// <inheritdoc/>
    public void Validate()
    {
        Require.That(Dimensions is 1 or 2, "1 or 2", Dimensions, nameof(Dimensions));
        Require.AtLeast(SignalChannels, 1);
        Require.AtLeast(EncoderChannels, 1);
        Require.AtLeast(LatentChannels, 1);
        Require.AtLeast(BlocksPerLevel, 1);
        Require.AtLeast(Groups, 1);
        Require.That(Widths.Count > 0 && Widths.All(w => w > 0 && w % Groups == 0), $"at least one width, all multiples of {Groups}", string.Join(", ", Widths), nameof(Widths));
    }
}
