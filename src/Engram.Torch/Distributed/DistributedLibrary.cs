using System.Runtime.InteropServices;
using System.Text;

namespace Engram.Torch.Distributed;

/// <summary>libengram_distributed: c10d with Gloo. Found in <c>ENGRAM_DISTRIBUTED_LIBRARY</c>, or in the build cache of the repository.</summary>
internal static unsafe class DistributedLibrary
{
    private const string FileName = "libengram_distributed.so";
    private const int ErrorLength = 1024; // as in the native file
    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>Loads the library.</summary>
    /// <exception cref="DistributedException">It is not there, or does not load.</exception>
    public static void Require() => _ = Handle.Value;

    public static nint Join(string host, int port, int rank, int size, double seconds, string name)
    {
        nint group;
        var error = stackalloc byte[ErrorLength];
        fixed (byte* hostBytes = Encoding.UTF8.GetBytes(host + '\0'), nameBytes = Encoding.UTF8.GetBytes(name + '\0'))
            Check(((delegate* unmanaged<byte*, int, int, int, double, byte*, nint*, byte*, int>)Export("engram_group_join"))(hostBytes, port, rank, size, seconds, nameBytes, &group, error), error);
        return group;
    }

    public static void AllReduce(nint group, void* data, long count, int type, int operation)
    {
        var error = stackalloc byte[ErrorLength];
        Check(((delegate* unmanaged<nint, void*, long, int, int, byte*, int>)Export("engram_group_all_reduce"))(group, data, count, type, operation, error), error);
    }

    public static void Broadcast(nint group, void* data, long count, int type, int root)
    {
        var error = stackalloc byte[ErrorLength];
        Check(((delegate* unmanaged<nint, void*, long, int, int, byte*, int>)Export("engram_group_broadcast"))(group, data, count, type, root, error), error);
    }

    public static void Barrier(nint group)
    {
        var error = stackalloc byte[ErrorLength];
        Check(((delegate* unmanaged<nint, byte*, int>)Export("engram_group_barrier"))(group, error), error);
    }

    public static void Leave(nint group) => ((delegate* unmanaged<nint, void>)Export("engram_group_leave"))(group);

    private static void Check(int status, byte* error)
    {
        if (status != 0)
            throw new DistributedException(Marshal.PtrToStringUTF8((nint)error) ?? "an unknown native error");
    }

    private static nint Export(string name) => NativeLibrary.GetExport(Handle.Value, name);

    private static nint Load()
    {
        var candidates = Environment.GetEnvironmentVariable("ENGRAM_DISTRIBUTED_LIBRARY") is { Length: > 0 } named ? [named]
            : new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }.SelectMany(Upwards).Select(folder => Path.Combine(folder, "artifacts", "native", "current-engram_distributed", FileName));
        if (candidates.FirstOrDefault(File.Exists) is not { } file)
            throw new DistributedException($"Several processes need {FileName}, which is not built. Start them with `./engram launch`, which builds it, or set ENGRAM_DISTRIBUTED_LIBRARY.");
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new DistributedException($"{file} does not load: {error.Message.Split('\n')[0]} Build it anew: rm -r artifacts/native && ./engram launch --help.", error);
        }
    }

    private static IEnumerable<string> Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
