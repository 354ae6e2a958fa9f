namespace Engram.Notebooks.Execution;

/// <summary>How a notebook ended.</summary>
public enum RunOutcome
{
    /// <summary>All cells ran.</summary>
    Succeeded,

    /// <summary>A cell failed.</summary>
    Failed,

    /// <summary>Time ran out.</summary>
    TimedOut,
}
