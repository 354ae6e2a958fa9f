using System.Security.Cryptography;
using System.Text;

namespace Engram.Data;

/// <summary>Compares files with what is published about them.</summary>
internal static class Verification
{
    /// <summary>What is wrong with a file; <see langword="null"/> where nothing is. A file that has been verified once is not read again until its length or date changes, unless <paramref name="anew"/>.</summary>
    public static string? Problem(DataFile file, DataInventoryEntry? arrived, string path, CacheFolder cache, bool anew)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            return $"'{file.Path}' is missing";
        var bytes = file.Bytes ?? arrived?.Bytes;
        if (bytes is not null && info.Length != bytes)
            return $"'{file.Path}' has {info.Length} bytes, expected {bytes}";
        if ((file.Checksum ?? (arrived is null ? null : new Checksum(ChecksumKind.Sha256, arrived.Sha256))) is not { } expected)
            return $"'{file.Path}' has no published checksum and was not accepted with --pin";
        var note = Path.Combine(cache.Verified, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{info.FullName}|{info.Length}|{info.LastWriteTimeUtc.Ticks}|{expected.Hexadecimal}")))[..32]);
        if (!anew && File.Exists(note))
            return null;
        var actual = Checksum.Of(expected.Kind, path);
        if (actual != expected)
            return $"'{file.Path}' has the {actual}, expected {expected}";
        Remember(note);
        return null;
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
