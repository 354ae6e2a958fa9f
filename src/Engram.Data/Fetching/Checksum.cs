using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Engram.Data;

/// <summary>A checksum with its kind.</summary>
/// <param name="Kind">Which function.</param>
/// <param name="Hexadecimal">The digits, in small letters.</param>
public readonly record struct Checksum(ChecksumKind Kind, string Hexadecimal)
{
    private string Label => Kind switch { ChecksumKind.Sha256 => "SHA-256", ChecksumKind.GitBlob => "git blob", _ => "MD5" };

    /// <summary>The checksum of a file.</summary>
    /// <param name="kind">Which function.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    [SuppressMessage("Security", "CA5350", Justification = "Git's names are SHA-1; they are compared with what the publisher gives.")]
    [SuppressMessage("Security", "CA5351", Justification = "Zenodo publishes MD5; it finds damage, which is what it is used for.")]
    public static Checksum Of(ChecksumKind kind, string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(kind switch { ChecksumKind.Sha256 => HashAlgorithmName.SHA256, ChecksumKind.GitBlob => HashAlgorithmName.SHA1, _ => HashAlgorithmName.MD5 });
        if (kind == ChecksumKind.GitBlob)
            hash.AppendData(Encoding.ASCII.GetBytes($"blob {stream.Length}\0"));
        var buffer = new byte[1 << 16];
        for (int count; (count = stream.Read(buffer)) > 0;)
            hash.AppendData(buffer, 0, count);
        return new(kind, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Label} {Hexadecimal}";
}
