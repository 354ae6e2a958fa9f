using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Engram.Notebooks.Kernel;

/// <summary>Notices that the program that started the kernel has died: a kernel without a client would run for ever.</summary>
internal static partial class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Watches on a thread of its own.</summary>
    /// <param name="gone">Called once.</param>
    public static void Start(Action gone)
    {
        // Jupyter names the process to watch; some starters name process 1 or nothing, then it is our parent
        var named = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) && id > 1 ? id : 0;
        if (named == 0 && OperatingSystem.IsWindows())
            return;
        var parent = OperatingSystem.IsWindows() ? 0 : ParentId();
        new Thread(() =>
        {
            while (named > 0 ? IsAlive(named) : ParentId() == parent)
                Thread.Sleep(Interval);
            gone();
        }) { IsBackground = true, Name = "parent watch" }.Start();
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}
