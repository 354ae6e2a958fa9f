using Engram.Modeling.Configuration;

namespace Engram.Modeling.Positions;

/// <summary>Settings of <see cref="FourierFeatures"/>.</summary>
public sealed record FourierFeaturesConfig : IConfig
{
    /// <summary>Coordinates of a point.</summary>
    public required int Coordinates { get; init; }

    /// <summary>Number of frequencies; there are twice as many features.</summary>
    public int Frequencies { get; init; } = 128;

    /// <summary>σ, standard deviation of the frequencies (cycles per unit of a coordinate).</summary>
    public double Deviation { get; init; } = 1;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Coordinates, 1);
        Require.AtLeast(Frequencies, 1);
        Require.Above(Deviation, 0);
    }
}
