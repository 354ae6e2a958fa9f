using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;

namespace Engram.Modeling.Decoders;

/// <summary>Settings of a <see cref="MaskedTokenDecoder"/>.</summary>
public sealed record MaskedTokenDecoderConfig : IConfig
{
    /// <summary>Features of a token that comes in.</summary>
    public required int InputWidth { get; init; }

    /// <summary>Features of a prediction: a patch's samples, a teacher's features.</summary>
    public required int OutputWidth { get; init; }

    /// <summary>The transformer inside; its width is that of the position codes.</summary>
    public required TokenTransformerConfig Transformer { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(InputWidth, 1);
        Require.AtLeast(OutputWidth, 1);
        Transformer.Validate();
    }
}
