namespace Engram.Notebooks.Execution;

/// <summary>How a notebook ended, and where.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Cell">The last code cell that was started, counted from 1.</param>
/// <param name="Message">The error, with places inside cells.</param>
public sealed record RunResult(RunOutcome Outcome, int Cell, string Message);
