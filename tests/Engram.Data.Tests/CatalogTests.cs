using System.Security.Cryptography;

namespace Engram.Data.Tests;

public sealed class CatalogTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("engram-data-").FullName;
    private readonly byte[] content = [1, 2, 3, 4, 5];

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void AVerifiedMirrorIsUsedInPlace()
    {
        var catalog = Catalog(Convert.ToHexStringLower(SHA256.HashData(content)));
        Assert.Equal(Path.Combine(root, "mirror", "set"), catalog.Find("set"));
        Assert.True(catalog.Choose("set", "auto").IsReal);
        Assert.False(catalog.Choose("set", "simulated").IsReal);
    }

    [Fact]
    public void AWrongChecksumIsAnErrorNotASimulation()
    {
        var catalog = Catalog(new string('0', 64));
        var error = Assert.Throws<DataException>(() => catalog.Choose("set", "auto"));
        Assert.Contains("a.bin", error.Message);
        Assert.Contains("SHA-256", error.Message);
    }

    [Fact]
    public void WhatIsNotHereIsSimulatedInAutoAndAnErrorInReal()
    {
        var catalog = Catalog(Convert.ToHexStringLower(SHA256.HashData(content)));
        File.Delete(Path.Combine(root, "mirror", "set", "a.bin"));
        var choice = catalog.Choose("set", "auto");
        Assert.False(choice.IsReal);
        Assert.Contains("Simulated", choice.Sentence);
        Assert.Throws<DataException>(() => catalog.Choose("set", "real"));
        Assert.Throws<ArgumentException>(() => catalog.Choose("set", "sometimes"));
    }

    [Theory]
    [InlineData("colour: red\n", "colour")]
    [InlineData("files:\n  - path: ../out.bin\n    sha256: 0000000000000000000000000000000000000000000000000000000000000000\n    bytes: 1\n", "out.bin")]
    public void ManifestsThatLieAreRefused(string extra, string named)
    {
        var path = Path.Combine(root, "bad.yml");
        File.WriteAllText(path, "name: bad\ntitle: t\nlicence: l\ncitation: c\n" + extra + (extra.Contains("files", StringComparison.Ordinal) ? "" : "files: []\n"));
        Assert.Contains(named, Assert.Throws<DataException>(() => DataManifest.Load(path)).Message);
    }

    private DataCatalog Catalog(string sha)
    {
        Directory.CreateDirectory(Path.Combine(root, "manifests"));
        Directory.CreateDirectory(Path.Combine(root, "mirror", "set"));
        File.WriteAllBytes(Path.Combine(root, "mirror", "set", "a.bin"), content);
        File.WriteAllText(Path.Combine(root, "manifests", "set.yml"), $"name: set\ntitle: t\nlicence: l\ncitation: c\nfiles:\n  - path: a.bin\n    sha256: \"{sha}\"\n    bytes: 5\n");
        return new(Path.Combine(root, "manifests"), Path.Combine(root, "cache"), [Path.Combine(root, "mirror")]);
    }
}
