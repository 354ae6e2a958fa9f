using Engram.Probes.Metrics;

namespace Engram.Papers.Ledger;

/// <summary>One claim of a paper beside what came out here.</summary>
public sealed record Claim
{
    /// <summary>What is claimed, in one sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>The paper's figure.</summary>
    public required string Paper { get; init; }

    /// <summary>What the numbers here are, with their unit.</summary>
    public required string Measure { get; init; }

    /// <summary>The data of the numbers: real or simulated, never both.</summary>
    public required string Data { get; init; }

    /// <summary>The number here; <see langword="null"/> where nothing was measured.</summary>
    public Estimate? Ours { get; init; }

    /// <summary>The baseline's number.</summary>
    public Estimate? Baseline { get; init; }

    /// <summary>What decides whether the direction holds.</summary>
    public required string Test { get; init; }

    /// <summary>The decision.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The verdict of a test that compares intervals: without an interval there is none.</summary>
    /// <param name="holds">The outcome of the test.</param>
    /// <param name="by">The estimates that it compares; <see langword="null"/> = not measured.</param>
    public static Verdict Decide(bool holds, params IReadOnlyList<Estimate?> by) =>
        by.Any(e => e is null || e.Count < 2) ? Verdict.NotTestableHere : holds ? Verdict.Holds : Verdict.DoesNotHold;

    /// <summary>A verdict in words.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.DoesNotHold => "does not hold",
        _ => "not testable here",
    };
}
