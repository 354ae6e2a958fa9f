using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Engram.Notebooks.Kernel;

/// <summary>
/// Puts pipes in the place of the process's own output streams, so that what native code prints shows under its cell. The
/// kernel's own log keeps the old error stream.
/// </summary>
internal static partial class NativeStreams
{
    /// <summary>Starts reading; on Windows native output goes to the server's log, as before.</summary>
    /// <param name="received">Gets the stream's name and the text.</param>
    public static void Capture(Action<string, string> received)
    {
        if (OperatingSystem.IsWindows())
            return;
        KernelLog.KeepErrorStream();
        Redirect(1, "stdout", received);
        Redirect(2, "stderr", received);
    }

    private static void Redirect(int descriptor, string name, Action<string, string> received)
    {
        Span<int> ends = stackalloc int[2];
        if (Pipe(ends) != 0 || Duplicate(ends[1], descriptor) < 0)
            return; // without a pipe the text goes to the server's log
        _ = Close(ends[1]);
        var source = new FileStream(new SafeFileHandle(ends[0], ownsHandle: true), FileAccess.Read, 0);
        new Thread(() =>
        {
            var bytes = new byte[64 << 10];
            var text = new char[64 << 10];
            var decoder = Encoding.UTF8.GetDecoder();
            while (source.Read(bytes) is > 0 and var count)
            {
                if (decoder.GetChars(bytes, 0, count, text, 0) is > 0 and var length)
                    received(name, new string(text, 0, length));
            }
        }) { IsBackground = true, Name = $"native {name}" }.Start();
    }

    [LibraryImport("libc", EntryPoint = "pipe")]
    private static partial int Pipe(Span<int> ends);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
