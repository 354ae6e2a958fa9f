using Engram.Modeling.Configuration;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of an <see cref="AmplitudePhase"/>; the weights are NeuroRVQ's.</summary>
public sealed record AmplitudePhaseConfig : IConfig
{
    /// <summary>Weight of the amplitude term.</summary>
    public double AmplitudeWeight { get; init; } = 1;

    /// <summary>Weight of the phase term.</summary>
    public double PhaseWeight { get; init; } = 1;

    /// <summary>Weight of the penalty that keeps (cos, sin) on the unit circle.</summary>
    public double CircleWeight { get; init; } = 0.1;

    /// <summary>Which bins are predicted.</summary>
    public SpectrumSides Sides { get; init; }

    /// <summary>Whether the predicted amplitude is in units of the sample's <see cref="AmplitudeScale"/>.</summary>
    public bool StandardiseAmplitude { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(AmplitudeWeight, 0);
        Require.AtLeast(PhaseWeight, 0);
        Require.AtLeast(CircleWeight, 0);
        Require.Above(AmplitudeWeight + PhaseWeight, 0);
    }
}
