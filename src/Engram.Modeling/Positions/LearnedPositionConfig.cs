using Engram.Modeling.Configuration;

namespace Engram.Modeling.Positions;

/// <summary>Settings of <see cref="LearnedPosition"/>.</summary>
public sealed record LearnedPositionConfig : IConfig
{
    /// <summary>Places, 0 … Count - 1.</summary>
    public required int Count { get; init; }

    /// <summary>Numbers in a position code, D.</summary>
    public required int Width { get; init; }

    /// <summary>Standard deviation of the starting numbers.</summary>
    public double Deviation { get; init; } = 0.02;

    /// <summary>Seed of the starting numbers.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Count, 1);
        Require.AtLeast(Width, 1);
        Require.AtLeast(Deviation, 0);
    }
}
