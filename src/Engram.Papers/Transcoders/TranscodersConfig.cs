namespace Engram.Papers.Transcoders;

/// <summary>Sizes of the transcoders experiment.</summary>
public sealed record TranscodersConfig
{
    /// <summary>Width of the planted layers' residual stream.</summary>
    public long Dimension { get; init; } = 32;

    /// <summary>Planted features of a layer.</summary>
    public long Features { get; init; } = 96;

    /// <summary>Chance that a planted feature is present.</summary>
    public double Density { get; init; } = 0.03;

    /// <summary>Features of each dictionary on planted data.</summary>
    public long Width { get; init; } = 256;

    /// <summary>Features of a dictionary that may be active at once.</summary>
    public int ActiveFeatures { get; init; } = 8;

    /// <summary>Training steps of each dictionary.</summary>
    public int Steps { get; init; } = 1500;

    /// <summary>Inputs in a training batch.</summary>
    public long Batch { get; init; } = 512;
}
