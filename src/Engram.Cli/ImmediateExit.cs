using System.Runtime.InteropServices;

namespace Engram.Cli;

/// <summary>
/// Ends the process without the native libraries' own clean-up: where a cell that ran out of time is still inside native code, that
/// would take its memory from under it and end in a crash instead of an exit code.
/// </summary>
internal static partial class ImmediateExit
{
    /// <summary>Ends the process.</summary>
    /// <param name="code">Exit code.</param>
    public static int With(int code)
    {
        Console.Out.Flush();
        Console.Error.Flush();
        if (!OperatingSystem.IsWindows())
            Exit(code);
        return code;
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
