namespace Engram.Cli;

/// <summary>What the exit codes of every verb mean.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A cell, a claim or a test failed.</summary>
    public const int Failure = 1;

    /// <summary>The call or a file given to it is wrong.</summary>
    public const int BadInput = 2;

    /// <summary>Time ran out, as in GNU timeout.</summary>
    public const int TimedOut = 124;
}
