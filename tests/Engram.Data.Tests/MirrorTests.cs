namespace Engram.Data.Tests;

/// <summary>Folders and addresses that hold copies: used first, never trusted without a checksum, never linked.</summary>
public sealed class MirrorTests : IDisposable
{
    private readonly DataSetFolder folder = new();
    private readonly byte[] content = [1, 2, 3, 4, 5];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FilesAreCopiedFromAMirrorUnderItsOwnPathsWithoutNetwork()
    {
        folder.Write("mirror/part-of-set/a.bin", content);
        folder.Write("data-manifests/set.yaml", Manifest("    mirror: part-of-set/a.bin"));
        var result = Catalog(folder.Mirror).Fetch("set", new() { Records = ["one"], IsOffline = true });
        Assert.Equal((1, 0), (result.Copied, result.Downloaded));
        Assert.Equal(content, folder.Read("cache/set/deep/one.bin"));
    }

    [Fact]
    public void ChangingTheCacheLeavesTheMirrorAsItWas()
    {
        folder.Write("mirror/set/deep/one.bin", content);
        folder.Write("data-manifests/set.yaml", Manifest());
        var catalog = Catalog(folder.Mirror);
        catalog.Fetch("set");
        var path = Path.Combine(folder.Root, "cache/set/deep/one.bin");
        using (var stream = File.Open(path, FileMode.Open))
            stream.WriteByte(99);
        Assert.Equal(content, folder.Read("mirror/set/deep/one.bin"));
        Assert.Equal("deep/one.bin", Assert.Single(catalog.Verify("set")!.Damaged));
    }

    [Fact]
    public void ACorruptedCacheIsNamedByVerifyAndFindAndHealedByFetch()
    {
        folder.Write("mirror/set/deep/one.bin", content);
        folder.Write("data-manifests/set.yaml", Manifest());
        var catalog = Catalog(folder.Mirror);
        catalog.Fetch("set");
        Assert.True(catalog.Verify("set")!.IsSound);
        var path = Path.Combine(folder.Root, "cache/set/deep/one.bin");
        var date = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(path, [1, 2, 3, 4, 4]);
        Assert.Contains("deep/one.bin", Assert.Throws<DataException>(() => catalog.Find("set")).Message);
        File.SetLastWriteTimeUtc(path, date); // verify reads every byte, whatever the date says
        Assert.Contains("deep/one.bin", catalog.Verify("set")!.ToString());
        File.WriteAllBytes(path, [1, 2, 3, 4, 4]);
        catalog.Fetch("set");
        Assert.True(catalog.Verify("set")!.IsSound);
    }

    [Fact]
    public void AFetchedFileThatGoesMissingIsNoticed()
    {
        folder.Write("mirror/set/deep/one.bin", content);
        folder.Write("data-manifests/set.yaml", Manifest());
        var catalog = Catalog(folder.Mirror);
        Assert.Equal(Path.Combine(folder.Mirror, "set"), Catalog(folder.Mirror).Find("set")); // in place
        catalog.Fetch("set");
        Assert.Equal(Path.Combine(folder.Cache, "set"), catalog.Find("set"));
        File.Delete(Path.Combine(folder.Root, "cache/set/deep/one.bin"));
        Assert.Contains("missing", catalog.Verify("set")!.ToString());
    }

    [Fact]
    public void ADamagedMirrorFallsBackToThePublisher()
    {
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        folder.Write("mirror/set/deep/one.bin", [5, 4, 3, 2, 1]);
        folder.Write("data-manifests/set.yaml", Manifest($"    url: {server.Url}"));
        var result = Catalog(folder.Mirror).Fetch("set");
        Assert.Equal((0, 1), (result.Copied, result.Downloaded));
        Assert.Equal(content, folder.Read("cache/set/deep/one.bin"));
    }

    [Fact]
    public void ADamagedMirrorAloneIsAnErrorThatNamesIt()
    {
        folder.Write("mirror/set/deep/one.bin", [5, 4, 3, 2, 1]);
        folder.Write("data-manifests/set.yaml", Manifest());
        var error = Assert.Throws<DataException>(() => Catalog(folder.Mirror).Fetch("set"));
        Assert.Equal(DataFault.Checksum, error.Fault);
        Assert.Contains(Path.Combine(folder.Mirror, "set/deep/one.bin"), error.Message);
        Assert.False(folder.Has("cache/set/deep/one.bin"));
        Assert.False(folder.Has("cache/set/deep/one.bin.part"));
    }

    [Fact]
    public void AnAddressIsAMirrorToo()
    {
        using var server = new LoopbackServer(r => r.Path == "/data/set/deep/one.bin" ? LoopbackServer.Serve(r, content) : LoopbackServer.Response("404 Not Found", []));
        folder.Write("data-manifests/set.yaml", Manifest("    url: http://127.0.0.1:1/never"));
        Assert.Equal(1, Catalog(server.Root + "/data").Fetch("set").Downloaded);
        Assert.Equal("/data/set/deep/one.bin", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public void UnknownRecordsAreNamed()
    {
        folder.Write("mirror/set/deep/one.bin", content);
        folder.Write("data-manifests/set.yaml", Manifest());
        var error = Assert.Throws<DataException>(() => Catalog(folder.Mirror).Fetch("set", new() { Records = ["one", "two"] }));
        Assert.Equal(DataFault.Unknown, error.Fault);
        Assert.Contains("'two'", error.Message);
        Assert.Single(Catalog(folder.Mirror).Fetch("set", new() { Records = ["deep"] }).Files);
        Assert.Single(Catalog(folder.Mirror).Fetch("set", new() { Records = ["deep/one"] }).Files);
    }

    [Fact]
    public void ACacheThatCannotBeWrittenIsATypedError()
    {
        folder.Write("mirror/set/deep/one.bin", content);
        folder.Write("data-manifests/set.yaml", Manifest());
        folder.Write("cache", "a file where the folder should be");
        Assert.Equal(DataFault.Storage, Assert.Throws<DataException>(() => Catalog(folder.Mirror).Fetch("set")).Fault);
    }

    private string Manifest(string more = "") => DataSetFolder.Manifest("set", "files:", DataSetFolder.File("deep/one.bin", content), more);

    private DataCatalog Catalog(string mirror) => new(folder.Manifests, folder.Cache, [new(mirror)]) { Policy = new() { Tries = 1 } };
}
