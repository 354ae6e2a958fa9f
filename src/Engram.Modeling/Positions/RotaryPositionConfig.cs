using Engram.Modeling.Configuration;

namespace Engram.Modeling.Positions;

/// <summary>Settings of <see cref="RotaryPosition"/>.</summary>
public sealed record RotaryPositionConfig : IConfig
{
    /// <summary>Numbers in a query or key of one head, even.</summary>
    public required int Width { get; init; }

    /// <summary>Ratio between the longest and the shortest period.</summary>
    public double Base { get; init; } = 10000;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.MultipleOf(Width, 2);
        Require.Above(Base, 1);
    }
}
