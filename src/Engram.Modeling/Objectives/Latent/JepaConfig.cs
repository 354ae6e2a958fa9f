using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of a <see cref="Jepa"/>.</summary>
public sealed record JepaConfig : IConfig
{
    /// <summary>The encoder; the teacher has the same settings.</summary>
    public required TokenTransformerConfig Encoder { get; init; }

    /// <summary>The transformer inside the predictor; its width may be smaller.</summary>
    public required TokenTransformerConfig Predictor { get; init; }

    /// <summary>The distance.</summary>
    public Distance Distance { get; init; } = Distance.Absolute;

    /// <inheritdoc/>
    public void Validate()
    {
        Encoder.Validate();
        Predictor.Validate();
    }
}
