using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp;

/// <summary>
/// An exception of C# code that libtorch called. It crosses libtorch's frames as text; the exception itself waits on its thread,
/// where the backward pass that it ended takes it as the cause of its own.
/// </summary>
internal static unsafe class CallbackError
{
    [ThreadStatic]
    private static Exception? pending;

    /// <summary>The message, in memory that the native side frees.</summary>
    internal static byte* Give(Exception error)
    {
        pending = error;
        var bytes = Encoding.UTF8.GetBytes(error.Message + "\0");
        var copy = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return copy;
    }

    /// <summary>The exception that caused this message, if one is waiting.</summary>
    internal static Exception? Take(string message)
    {
        var cause = pending;
        pending = null;
        return cause is not null && message.Contains(cause.Message, StringComparison.Ordinal) ? cause : null;
    }
}
