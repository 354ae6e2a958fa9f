namespace Engram.Data;

/// <summary>What is fetched, and how.</summary>
public sealed record FetchOptions
{
    /// <summary>Only these records: <c>100</c> is 100.hea, 100.dat and 100.atr; <c>S001</c> a folder; empty for all.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>Take nothing from the network, mirrors on disk only.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Accept files without a published checksum; what comes is then what later verifications compare with.</summary>
    public bool IsPinning { get; init; }

    /// <summary>Told how far each file is, from several threads.</summary>
    public Action<FetchProgress>? Progress { get; init; }
}
