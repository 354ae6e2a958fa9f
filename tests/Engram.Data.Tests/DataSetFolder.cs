using System.Security.Cryptography;
using System.Text;

namespace Engram.Tests;

/// <summary>A folder of a test with manifests, a cache and a mirror.</summary>
internal sealed class DataSetFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("engram-data-").FullName;

    public string Manifests => Path.Combine(Root, "data-manifests");

    public string Cache => Path.Combine(Root, "cache");

    public string Mirror => Path.Combine(Root, "mirror");

    public static string Sum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The keys that every manifest must have, and those of a test.</summary>
    public static string Manifest(string name, params string[] more) =>
        $"name: {name}\ntitle: t\nversion: 1.0.0\nlicence: CC0\ncreator: c\ncitation: c\nhomepage: https://example.org\naccess: open\nloader: text\n{string.Join('\n', more)}\n";

    public static string File(string path, byte[] content, string? url = null, string? sum = null) =>
        $"  - path: {path}\n    sha256: '{sum ?? Sum(content)}'\n    bytes: {content.Length}{(url is null ? "" : $"\n    url: {url}")}";

    public string Write(string path, byte[] content)
    {
        var target = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        System.IO.File.WriteAllBytes(target, content);
        return target;
    }

    public string Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public byte[] Read(string path) => System.IO.File.ReadAllBytes(Path.Combine(Root, path));

    public bool Has(string path) => System.IO.File.Exists(Path.Combine(Root, path));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
