namespace Engram.Data.Tests;

public sealed class CatalogTests : IDisposable
{
    private readonly DataSetFolder folder = new();
    private readonly byte[] content = [1, 2, 3, 4, 5];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AVerifiedMirrorIsUsedInPlace()
    {
        var catalog = Catalog(DataSetFolder.Sum(content));
        Assert.Equal(Path.Combine(folder.Mirror, "set"), catalog.Find("set"));
        Assert.True(catalog.Choose("set", "auto").IsReal);
        Assert.False(catalog.Choose("set", "simulated").IsReal);
        Assert.False(Directory.Exists(Path.Combine(folder.Cache, "set")));
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
        var catalog = Catalog(DataSetFolder.Sum(content));
        File.Delete(Path.Combine(folder.Mirror, "set", "a.bin"));
        var choice = catalog.Choose("set", "auto");
        Assert.False(choice.IsReal);
        Assert.Contains("Simulated", choice.Sentence);
        Assert.Throws<DataException>(() => catalog.Choose("set", "real"));
        Assert.Throws<ArgumentException>(() => catalog.Choose("set", "sometimes"));
    }

    [Fact]
    public void GatedDataSayHowToGetThemAndAreAcceptedWhereTheyArePut()
    {
        folder.Write("data-manifests/secret.yaml", DataSetFolder.Manifest("secret", "instructions: Sign the form").Replace("access: open", "access: gated", StringComparison.Ordinal));
        var catalog = Catalog(DataSetFolder.Sum(content));
        var error = Assert.Throws<DataException>(() => catalog.Fetch("secret"));
        Assert.Equal(DataFault.Access, error.Fault);
        Assert.Contains("Sign the form", error.Message);
        Assert.Contains(Path.Combine(folder.Cache, "secret"), error.Message);
        Assert.Null(catalog.Verify("secret"));
        folder.Write("cache/secret/deep/x.edf", content);
        Assert.Equal(["deep/x.edf"], catalog.Verify("secret", isPinning: true)!.Pinned);
        folder.Write("cache/secret/deep/x.edf", [9, 9, 9, 9, 9]);
        Assert.Contains("deep/x.edf", catalog.Verify("secret", isPinning: true)!.ToString()); // pinning does not accept a change
    }

    [Theory]
    [InlineData("colour: red", "colour")]
    [InlineData("title: again", "title")]
    [InlineData("files:\n  - path: ../out.bin\n    sha256: 0000000000000000000000000000000000000000000000000000000000000000", "files[0].path")]
    [InlineData("files:\n  - path: /out.bin", "files[0].path")]
    [InlineData("files:\n  - path: a\n    sha256: 12", "files[0].sha256")]
    [InlineData("files:\n  - path: a\n    url: ftp://example.org/a", "files[0].url")]
    [InlineData("files:\n  - path: a\n    bytes: -1", "files[0].bytes")]
    [InlineData("files:\n  - path: a\n  - path: a", "'a' stands there twice")]
    [InlineData("files: []", "instructions")]
    [InlineData("files:\n  - path: a\ndoi: none", "doi")]
    [InlineData("files:\n  - path: a\nunverified: [colour]", "unverified")]
    [InlineData("files:\n  - path: a\nsubjects:\n  pattern: '(S[0-9]+'", "subjects.pattern")]
    [InlineData("files:\n  - path: a\nsubjects:\n  pattern: 'S[0-9]+'", "subjects.pattern")]
    [InlineData("listing:\n  kind: sha256sums\n  url: here", "listing")]
    [InlineData("listing:\n  kind: scrolls\n  url: https://example.org", "line")]
    [InlineData("files:\n  - path: a\n    length: 3", "length")]
    public void ManifestsThatLieAreRefusedByFileAndField(string extra, string named)
    {
        var path = folder.Write("bad.yaml", DataSetFolder.Manifest("bad", extra));
        var error = Assert.Throws<DataException>(() => DataManifest.Load(path));
        Assert.Contains(named, error.Message);
        Assert.Contains("bad.yaml", error.Message);
        Assert.Equal(DataFault.Manifest, error.Fault);
    }

    [Theory]
    [InlineData("access: open", "access: ajar", "line 8")]
    [InlineData("licence: CC0\n", "", "licence")]
    [InlineData("licence: CC0", "licence: ''", "licence")]
    [InlineData("name: bad", "name: good", "name")]
    [InlineData("homepage: https://example.org", "homepage: example", "homepage")]
    [InlineData("access: open", "access: gated", "instructions")]
    public void RequiredFieldsAreRequired(string text, string other, string named)
    {
        var path = folder.Write("bad.yaml", DataSetFolder.Manifest("bad", "files:", "  - path: a").Replace(text, other, StringComparison.Ordinal));
        Assert.Contains(named, Assert.Throws<DataException>(() => DataManifest.Load(path)).Message);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("../set")]
    [InlineData("")]
    public void UnknownNamesAreAnswered(string name)
    {
        var error = Assert.Throws<DataException>(() => Catalog(DataSetFolder.Sum(content)).Manifest(name));
        Assert.Equal(DataFault.Unknown, error.Fault);
        Assert.Contains("set", error.Message);
    }

    private DataCatalog Catalog(string sum)
    {
        folder.Write("mirror/set/a.bin", content);
        folder.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "files:", DataSetFolder.File("a.bin", content, sum: sum)));
        return new(folder.Manifests, folder.Cache, [new(folder.Mirror)]);
    }
}
