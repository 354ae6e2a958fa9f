using Engram.Modeling.Configuration;

namespace Engram.Modeling.Positions;

/// <summary>Settings of <see cref="SensorPose"/>.</summary>
public sealed record SensorPoseConfig : IConfig
{
    /// <summary>Numbers in a sensor code, D, even.</summary>
    public required int Width { get; init; }

    /// <summary>Kinds of sensors; BrainOmni has three (EEG 0, magnetometer 1, gradiometer 2).</summary>
    public int Kinds { get; init; } = 3;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.MultipleOf(Width, 2);
        Require.AtLeast(Kinds, 1);
    }
}
