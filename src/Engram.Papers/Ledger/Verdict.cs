namespace Engram.Papers.Ledger;

/// <summary>What an experiment says about a claim.</summary>
public enum Verdict
{
    /// <summary>The claim's direction holds at this scale.</summary>
    Holds,

    /// <summary>It does not.</summary>
    DoesNotHold,

    /// <summary>These data, or this number of seeds, cannot decide.</summary>
    NotTestableHere,
}
