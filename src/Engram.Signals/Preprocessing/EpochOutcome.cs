namespace Engram.Signals.Preprocessing;

/// <summary>What became of a piece around an event.</summary>
public enum EpochOutcome
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>It reaches outside the recording.</summary>
    Outside,

    /// <summary>A channel has too large a peak-to-peak amplitude, or a value that is not a number.</summary>
    TooLarge,

    /// <summary>A channel is flat.</summary>
    TooFlat,
}
