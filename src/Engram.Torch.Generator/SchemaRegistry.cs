using System.Runtime.InteropServices;

namespace Engram.Torch.Generator;

/// <summary>The operator schemas of the libtorch that the native shim was built against.</summary>
internal static class SchemaRegistry
{
    public static string Read()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "artifacts", "native", "current", "libengram_torch.so");
            if (File.Exists(path))
                return Read(path);
        }

        throw new FileNotFoundException("libengram_torch.so is not built. Run ./engram setup, or pass --schemas FILE.");
    }

    private static unsafe string Read(string path)
    {
        var export = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(NativeLibrary.Load(path), "engram_schemas");
        return Marshal.PtrToStringUTF8((nint)export()) ?? throw new InvalidOperationException("The native library returned no schemas.");
    }
}
