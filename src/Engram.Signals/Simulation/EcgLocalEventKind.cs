namespace Engram.Signals.Simulation;

/// <summary>What happens at one place of an electrocardiogram.</summary>
public enum EcgLocalEventKind
{
    /// <summary>A premature ventricular beat.</summary>
    PrematureBeat,

    /// <summary>A pause: the next beat comes two intervals later.</summary>
    Pause,
}
