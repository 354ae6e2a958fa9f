using Engram.Modeling.Configuration;
using Engram.Modeling.Decoders;
using Engram.Modeling.Encoders;
using Engram.Modeling.Masking;

namespace Engram.Papers.Reve;

/// <summary>Settings of a <see cref="ReveModel"/>; the defaults are REVE-Base's.</summary>
public sealed record ReveConfig : IConfig
{
    /// <summary>Samples of a patch, w: one second at 200 Hz.</summary>
    public int Patch { get; init; } = 200;

    /// <summary>Samples that neighbouring patches share, o.</summary>
    public int Overlap { get; init; } = 20;

    /// <summary>n, frequencies of each axis of the position code.</summary>
    public int Frequencies { get; init; } = 4;

    /// <summary>D; at 2 n⁴ no frequency is cut off.</summary>
    public int Width { get; init; } = 512;

    /// <summary>Layers of the encoder.</summary>
    public int Depth { get; init; } = 22;

    /// <summary>Heads.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Features of a head.</summary>
    public int HeadWidth { get; init; } = 64;

    /// <summary>Layers of the decoder.</summary>
    public int DecoderDepth { get; init; } = 4;

    /// <summary>Weight of the second loss; 0 for none.</summary>
    public double GlobalWeight { get; init; } = 0.1;

    /// <summary>What is masked.</summary>
    public SpatialRadiusMaskConfig Mask { get; init; } = new();

    /// <summary>How tokens know their electrode.</summary>
    public SpatialCode Code { get; init; } = SpatialCode.Fourier;

    /// <summary>Channel numbers that have a vector, where the code is <see cref="SpatialCode.Index"/>.</summary>
    public int Channels { get; init; } = 128;

    /// <summary>Patch numbers that have a vector, where the code is not <see cref="SpatialCode.Fourier"/>.</summary>
    public int Steps { get; init; } = 64;

    /// <summary>REVE-Base, 72 million parameters by its documentation.</summary>
    public static ReveConfig Published { get; } = new();

    /// <summary>REVE-Large, about 400 million.</summary>
    public static ReveConfig Large { get; } = new() { Frequencies = 5, Width = 1216, Heads = 19 };

    /// <summary>The encoder.</summary>
    internal TokenTransformerConfig Encoder => Transformer(Depth);

    /// <summary>The decoder.</summary>
    internal MaskedTokenDecoderConfig Decoder => new() { InputWidth = Width, OutputWidth = Patch, Transformer = Transformer(DecoderDepth) };

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Patch, 1);
        Require.That(Overlap >= 0 && Overlap < Patch, $"from 0 to {Patch - 1}", Overlap, nameof(Overlap));
        Require.AtLeast(GlobalWeight, 0);
        Require.AtLeast(Channels, 1);
        Require.AtLeast(Steps, 1);
        Mask.Validate();
        Encoder.Validate();
        Decoder.Validate();
    }

    /// <summary>Patches of a channel: h = ⌊(T - w)/(w - o)⌋ + 1.</summary>
    /// <param name="samples">T.</param>
    /// <exception cref="ArgumentException">The signal is shorter than a patch.</exception>
    public int Patches(long samples) => samples >= Patch
        ? (int)((samples - Patch) / (Patch - Overlap)) + 1
        : throw new ArgumentException($"Expected at least {Patch} samples, one patch, got {samples}.", nameof(samples));

    private TokenTransformerConfig Transformer(int depth) => new()
    {
        Width = Width, Depth = depth, Heads = Heads, HeadWidth = HeadWidth, FeedForwardWidth = (int)(2.66 * Width), FeedForward = FeedForwardKind.Geglu,
        Norm = NormKind.RootMeanSquare, Bias = false,
    };
}
