using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Finds libengram_torch: <c>ENGRAM_TORCH_LIBRARY</c>, then the build cache of the repository, then beside the assembly.</summary>
internal static class NativeLoader
{
    private const string FileName = "libengram_torch.so";

    /// <summary>The file that was loaded; empty until the first tensor operation.</summary>
    internal static string LoadedFrom { get; private set; } = "";

    private static string? Configured => Environment.GetEnvironmentVariable("ENGRAM_TORCH_LIBRARY");

    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Native.Library)
            return 0;
        var reasons = new List<string>();
        foreach (var candidate in Candidates())
        {
            if (!File.Exists(candidate))
            {
                if (candidate == Configured)
                    reasons.Add($"{candidate}, which ENGRAM_TORCH_LIBRARY names, does not exist");
                continue;
            }

            try
            {
                var library = NativeLibrary.Load(candidate);
                LoadedFrom = candidate;
                return library;
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                reasons.Add($"{candidate}: {error.Message.Split('\n')[0]}");
            }
        }

        throw new DllNotFoundException(
            "Tensors need Engram's native library, which is not built or does not load. Run `./engram setup` in the repository "
            + "(it installs libtorch-dev and g++ where it may, else prints what to install), or set ENGRAM_TORCH_LIBRARY to the file "
            + $"{FileName}.{(reasons.Count > 0 ? " Reported: " + string.Join("; ", reasons) : "")}");
    }

    private static IEnumerable<string> Candidates()
    {
        if (Configured is { Length: > 0 } configured)
        {
            yield return configured;
            yield break; // what the user names is taken or refused, never replaced in silence
        }

        foreach (var start in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                yield return Path.Combine(folder.FullName, "artifacts", "native", "current", FileName);
        }

        yield return Path.Combine(AppContext.BaseDirectory, FileName);
    }
}
