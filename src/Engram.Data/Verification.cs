using System.Security.Cryptography;
using System.Text;

namespace Engram.Data;

/// <summary>Compares files with their manifest. A file that has been verified once is not read again until its length or date changes.</summary>
internal static class Verification
{
    public static void Check(DataManifest manifest, string folder, string cacheFolder)
    {
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(folder, file.Path);
            var info = new FileInfo(path);
            if (!info.Exists)
                throw new DataException($"{manifest.Name}: '{file.Path}' is missing. Run ./engram data fetch {manifest.Name}.");
            if (info.Length != file.Bytes)
                throw new DataException($"{manifest.Name}: '{file.Path}' has {info.Length} bytes, the manifest says {file.Bytes}. Delete it and run ./engram data fetch {manifest.Name}.");
            var note = Path.Combine(cacheFolder, ".verified", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{info.FullName}|{info.Length}|{info.LastWriteTimeUtc.Ticks}|{file.Sha256}")))[..32]);
            if (File.Exists(note))
                continue;
            var actual = Hash(path);
            if (actual != file.Sha256)
                throw new DataException($"{manifest.Name}: '{file.Path}' has the SHA-256 {actual}, the manifest says {file.Sha256}. The file is damaged or the manifest is wrong; delete the file and run ./engram data fetch {manifest.Name}.");
            Remember(note);
        }
    }

    public static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void Remember(string note)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(note)!);
            File.WriteAllBytes(note, []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // without a writable cache the file is read again next time; nothing is lost
        }
    }
}
