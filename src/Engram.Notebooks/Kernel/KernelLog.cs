using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Engram.Notebooks.Kernel;

/// <summary>Lines for whoever started the kernel; they reach the server's log, never a notebook.</summary>
internal static partial class KernelLog
{
    private static readonly Lock Gate = new();
    private static TextWriter errors = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };

    public static void Write(string line)
    {
        lock (Gate)
            errors.WriteLine($"[engram kernel] {line}");
    }

    /// <summary>Holds on to the error stream as it is now, before it is redirected.</summary>
    public static void KeepErrorStream()
    {
        if (Duplicate(2) is >= 0 and var copy)
            errors = new StreamWriter(new FileStream(new SafeFileHandle(copy, ownsHandle: true), FileAccess.Write, 0)) { AutoFlush = true };
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);
}
