using Engram.Modeling.Configuration;

namespace Engram.Modeling.Decoders;

/// <summary>Settings of a <see cref="GlobalTokenDecoder"/>.</summary>
public sealed record GlobalTokenDecoderConfig : IConfig
{
    /// <summary>Features of a token and of a position code, D.</summary>
    public required int Width { get; init; }

    /// <summary>Numbers to predict at a place, such as a patch's samples.</summary>
    public required int OutputWidth { get; init; }

    /// <summary>Features inside; none for 4 D.</summary>
    public int? HiddenWidth { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Width, 1);
        Require.AtLeast(OutputWidth, 1);
        if (HiddenWidth is { } hidden)
            Require.AtLeast(hidden, 1, nameof(HiddenWidth));
    }
}
