using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="PatchTransformer"/>.</summary>
public sealed record PatchTransformerConfig : IConfig
{
    /// <summary>Channels of the signal; a token holds all of them.</summary>
    public required int Channels { get; init; }

    /// <summary>Samples of a patch.</summary>
    public required int Patch { get; init; }

    /// <summary>The transformer over the patches.</summary>
    public required TokenTransformerConfig Transformer { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Channels, 1);
        Require.AtLeast(Patch, 1);
        Transformer.Validate();
        Require.AtLeast(Transformer.Width, 2, "Transformer.Width");
    }
}
