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
        if (!anew && File.Exists(Note(info, expected, cache)))
            return null;
        var actual = Checksum.Of(expected.Kind, path);
        if (actual != expected)
            return $"'{file.Path}' has the {actual}, expected {expected}";
        Remember(Note(info, expected, cache));
        return null;
    }

    /// <summary>Notes that a file is as published, after it was compared under another name.</summary>
    public static void Remember(DataFile file, string path, CacheFolder cache)
    {
        if (file.Checksum is { } expected)
            Remember(Note(new(path), expected, cache));
    }

    private static string Note(FileInfo info, Checksum expected, CacheFolder cache) =>
        Path.Combine(cache.Verified, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{info.FullName}|{info.Length}|{info.LastWriteTimeUtc.Ticks}|{expected.Hexadecimal}")))[..32]);

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
