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
        // Jupyter names the process to watch; it usually is our parent, whose death a changed parent shows at once
        var named = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) && id > 1 ? id : 0;
        var parent = OperatingSystem.IsWindows() ? 0 : ParentId();
        if (named == 0 && parent == 0)
            return;
        var isParent = parent != 0 && (named == 0 || named == parent);
        new Thread(() =>
        {
            while (isParent ? ParentId() == parent : IsAlive(named))
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
