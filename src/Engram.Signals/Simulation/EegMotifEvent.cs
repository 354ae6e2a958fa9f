namespace Engram.Signals.Simulation;

/// <summary>One motif in a trial.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Onset">Seconds from the start of the trial.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="Kind">Which motif.</param>
public sealed record EegMotifEvent(int Trial, int Channel, double Onset, double Duration, EegMotif Kind);
