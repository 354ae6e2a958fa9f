using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="ShallowConvNet"/>; the defaults are those of the paper at 250 Hz.</summary>
public sealed record ShallowConvNetConfig : IConfig
{
    /// <summary>Electrodes.</summary>
    public required int Channels { get; init; }

    /// <summary>Temporal and spatial filters.</summary>
    public int Filters { get; init; } = 40;

    /// <summary>Samples of a temporal filter.</summary>
    public int Kernel { get; init; } = 25;

    /// <summary>Samples averaged.</summary>
    public int Pool { get; init; } = 75;

    /// <summary>Samples from one average to the next.</summary>
    public int PoolStride { get; init; } = 15;

    /// <summary>Chance of dropping a value.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Channels, 1);
        Require.AtLeast(Filters, 1);
        Require.AtLeast(Kernel, 1);
        Require.AtLeast(Pool, 1);
        Require.AtLeast(PoolStride, 1);
        Require.Fraction(Dropout);
    }
}
