using Engram.Modeling.Configuration;

namespace Engram.Modeling.Positions;

/// <summary>Settings of <see cref="RelativePosition"/>.</summary>
public sealed record RelativePositionConfig : IConfig
{
    /// <summary>Numbers in a query or key of one head.</summary>
    public required int Width { get; init; }

    /// <summary>Most tokens of a sequence, L; there are 2L - 1 distances.</summary>
    public required int Length { get; init; }

    /// <summary>Standard deviation of the starting numbers.</summary>
    public double Deviation { get; init; } = 0.02;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Width, 1);
        Require.AtLeast(Length, 1);
        Require.AtLeast(Deviation, 0);
    }
}
