using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of an <see cref="EegNet"/>; the defaults are EEGNet-8,2 at 128 Hz.</summary>
public sealed record EegNetConfig : IConfig
{
    /// <summary>Electrodes.</summary>
    public required int Channels { get; init; }

    /// <summary>Temporal filters, F1.</summary>
    public int TemporalFilters { get; init; } = 8;

    /// <summary>Spatial filters of each temporal filter, D.</summary>
    public int DepthMultiplier { get; init; } = 2;

    /// <summary>Filters that come out, F2.</summary>
    public int PointwiseFilters { get; init; } = 16;

    /// <summary>Samples of a temporal filter: half the sampling rate.</summary>
    public int TemporalKernel { get; init; } = 64;

    /// <summary>Samples of the separable convolution's filters.</summary>
    public int SeparableKernel { get; init; } = 16;

    /// <summary>Samples averaged after the spatial filters; 1 for none.</summary>
    public int FirstPool { get; init; } = 4;

    /// <summary>Samples averaged after the separable convolution; 1 for none.</summary>
    public int SecondPool { get; init; } = 8;

    /// <summary>Chance of dropping a value after each pool.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Channels, 1);
        Require.AtLeast(TemporalFilters, 1);
        Require.AtLeast(DepthMultiplier, 1);
        Require.AtLeast(PointwiseFilters, 1);
        Require.AtLeast(TemporalKernel, 1);
        Require.AtLeast(SeparableKernel, 1);
        Require.AtLeast(FirstPool, 1);
        Require.AtLeast(SecondPool, 1);
        Require.Fraction(Dropout);
    }
}
