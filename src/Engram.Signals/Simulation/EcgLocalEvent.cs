namespace Engram.Signals.Simulation;

/// <summary>One event at a place in a simulated electrocardiogram.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Time">Where (s); the beat nearest to it is the one concerned.</param>
public sealed record EcgLocalEvent(EcgLocalEventKind Kind, double Time);
