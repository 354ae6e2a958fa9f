using Engram.Modeling.Configuration;

namespace Engram.Modeling.Positions;

/// <summary>Settings of <see cref="SinusoidalPosition"/>.</summary>
public sealed record SinusoidalPositionConfig : IConfig
{
    /// <summary>Numbers in a position code, D.</summary>
    public required int Width { get; init; }

    /// <summary>Coordinates of a place: 1 for time, 2 for a channel × time plane, 3 for a clip.</summary>
    public int Axes { get; init; } = 1;

    /// <summary>Ratio between the longest and the shortest period.</summary>
    public double Base { get; init; } = 10000;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Axes, 1);
        Require.AtLeast(Width, 2 * Axes);
        Require.Above(Base, 1);
    }
}
