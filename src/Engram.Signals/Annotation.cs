namespace Engram.Signals;

/// <summary>One event.</summary>
/// <param name="Onset">Seconds from the start of the recording.</param>
/// <param name="Duration">Length in seconds; 0 for a moment.</param>
/// <param name="Text">What happened.</param>
public sealed record Annotation(double Onset, double Duration, string Text);
