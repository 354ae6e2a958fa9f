namespace Engram.Papers.NeuroRvq;

/// <summary>One repetition on a recording: the model, and the model with one stage.</summary>
/// <param name="Full">All stages.</param>
/// <param name="SingleStage">One stage in each branch.</param>
public sealed record NeuroRvqRecording(NeuroRvqRun Full, NeuroRvqRun SingleStage);
