using Engram.Modeling.Configuration;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of a <see cref="MaskedCodePrediction"/>.</summary>
public sealed record MaskedCodePredictionConfig : IConfig
{
    /// <summary>Part of the probability that goes to all codes alike, ε.</summary>
    public double LabelSmoothing { get; init; }

    /// <inheritdoc/>
    public void Validate() => Require.Fraction(LabelSmoothing);
}
