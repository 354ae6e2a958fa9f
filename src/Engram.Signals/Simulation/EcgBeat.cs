namespace Engram.Signals.Simulation;

/// <summary>One heart beat.</summary>
/// <param name="Time">Time of the R peak (s).</param>
/// <param name="Interval">Underlying RR interval (s), which sets the distances of P and T.</param>
/// <param name="IsPremature">Whether it is a premature ventricular beat.</param>
internal readonly record struct EcgBeat(double Time, double Interval, bool IsPremature);
