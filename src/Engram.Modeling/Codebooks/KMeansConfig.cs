using Engram.Modeling.Configuration;

namespace Engram.Modeling.Codebooks;

/// <summary>Settings of <see cref="KMeansCodebook"/>.</summary>
public sealed record KMeansConfig : IConfig
{
    /// <summary>Codes, K.</summary>
    public required int Codes { get; init; }

    /// <summary>Numbers in a vector, D.</summary>
    public required int Width { get; init; }

    /// <summary>Runs from different starts, of which the one with the least inertia is kept.</summary>
    public int Starts { get; init; } = 1;

    /// <summary>Most rounds of a run.</summary>
    public int MaximumIterations { get; init; } = 300;

    /// <summary>A run ends when the centres' squared moves add up to this share of the mean variance of the axes; 0 = when no vector changes its code.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Seed of the starts.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Codes, 1);
        Require.AtLeast(Width, 1);
        Require.AtLeast(Starts, 1);
        Require.AtLeast(MaximumIterations, 1);
        Require.AtLeast(Tolerance, 0);
    }
}
