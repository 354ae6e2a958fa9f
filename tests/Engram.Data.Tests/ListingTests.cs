using System.Text;

namespace Engram.Data.Tests;

/// <summary>Publishers' listings: expanded once, kept, and not believed where they leave the data set.</summary>
public sealed class ListingTests : IDisposable
{
    private readonly DataSetFolder folder = new();
    private readonly byte[] content = [.. Enumerable.Range(0, 999).Select(i => (byte)i)];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ChecksumListsAreExpandedAndFilesComeInParallel()
    {
        using var server = Server(Sums("a/1.dat", "a/1.hea", "b/2.dat", "notes.txt"));
        folder.Write("data-manifests/set.yaml", Manifest("sha256sums", server.Root + "/files/SHA256SUMS.txt", "^[ab]/"));
        var catalog = Catalog();
        Assert.Null(catalog.Find("set"));
        Assert.Equal(["a/1.dat", "a/1.hea"], catalog.Fetch("set", new() { Records = ["1"] }).Files);
        Assert.Equal("2 of 3", catalog.Verify("set")!.ToString()[5..11]);
        Assert.Equal(3, catalog.Fetch("set").Files.Count);
        Assert.Equal(folder.Cache + "/set", catalog.Find("set"));
        Assert.Equal(1, server.Requests.Count(r => r.Path.EndsWith("SHA256SUMS.txt", StringComparison.Ordinal)));
        Assert.Equal(4, server.Requests.Count);
        Assert.False(folder.Has("cache/set/notes.txt"));
    }

    [Fact]
    public void ZenodoRecordsGiveLengthsAndMd5()
    {
        const string md5 = "81a8cdcde85a1c0673599762146124e1"; // md5sum
        using var server = Server("");
        var listing = $$"""{"id": 1, "files": [{"key": "x.zip", "size": {{content.Length}}, "checksum": "md5:{{md5}}", "links": {"self": "{{server.Root}}/files/x.zip"} }]}""";
        using var api = Server(listing);
        folder.Write("data-manifests/set.yaml", Manifest("zenodo", api.Root + "/api/records/SHA256SUMS.txt"));
        Assert.Equal(["x.zip"], Catalog().Fetch("set").Files);
        Assert.Equal(["x.zip"], Catalog().Verify("set")!.Verified);
        folder.Write("cache/set/x.zip", new byte[content.Length]);
        Assert.Contains("MD5", Catalog().Verify("set")!.ToString());
    }

    [Fact]
    public void HuggingFaceTreesGiveSha256OfLargeFilesAndGitsNamesOfSmallOnes()
    {
        const string blob = "5cbcafb4ce76489fdc3ac549df26f929566843bd"; // git hash-object
        var listing = $$"""
            [{"type": "directory", "oid": "x", "size": 0, "path": "d"},
             {"type": "file", "oid": "{{blob}}", "size": {{content.Length}}, "path": "d/config.json"},
             {"type": "file", "oid": "y", "size": {{content.Length}}, "path": "model.bin", "lfs": {"oid": "{{DataSetFolder.Sum(content)}}", "size": {{content.Length}}, "pointerSize": 130} }]
            """;
        using var server = Server(listing);
        folder.Write("data-manifests/set.yaml", Manifest("huggingface", server.Root + "/api/SHA256SUMS.txt", "", server.Root + "/resolve/main/"));
        Assert.Equal(["d/config.json", "model.bin"], Catalog().Fetch("set").Files);
        Assert.Contains(server.Requests, r => r.Path == "/resolve/main/d/config.json");
        Assert.True(Catalog().Verify("set")!.IsSound);
    }

    [Fact]
    public void SeveralFilesComeAtTheSameTime()
    {
        using var together = new Barrier(2); // each answer waits for another request to be there
        using var server = new LoopbackServer(r =>
        {
            if (r.Path.EndsWith("SHA256SUMS.txt", StringComparison.Ordinal))
                return LoopbackServer.Response("200 OK", Encoding.ASCII.GetBytes(Sums("a", "b", "c", "d")));
            return together.SignalAndWait(TimeSpan.FromSeconds(30)) ? LoopbackServer.Serve(r, content) : LoopbackServer.Response("404 Not Found", []);
        });
        folder.Write("data-manifests/set.yaml", Manifest("sha256sums", server.Root + "/files/SHA256SUMS.txt"));
        Assert.Equal(4, Catalog().Fetch("set").Downloaded);
    }

    [Fact]
    public void ATreeThatGoesOnElsewhereIsRefused()
    {
        var entries = string.Join(',', Enumerable.Range(0, 1000).Select(i => $$"""{"type": "file", "oid": "0000000000000000000000000000000000000000", "size": 1, "path": "{{i}}"}"""));
        using var server = Server($"[{entries}]");
        folder.Write("data-manifests/set.yaml", Manifest("huggingface", server.Root + "/api/SHA256SUMS.txt"));
        Assert.Contains("goes on elsewhere", Assert.Throws<DataException>(() => Catalog().Fetch("set")).Message);
    }

    [Theory]
    [InlineData("sha256sums", "<html>not found</html>", "listing")]
    [InlineData("sha256sums", "", "lists no files")]
    [InlineData("sha256sums", "0000000000000000000000000000000000000000000000000000000000000000  ../../out.txt", "../../out.txt")]
    [InlineData("sha256sums", "0000000000000000000000000000000000000000000000000000000000000000  /etc/passwd", "/etc/passwd")]
    [InlineData("sha256sums", "zzzz000000000000000000000000000000000000000000000000000000000000  a.txt", "a.txt")]
    [InlineData("zenodo", "{\"files\": [{\"key\": \"a\"}]}", "listing")]
    [InlineData("zenodo", "[1", "listing")]
    [InlineData("huggingface", "{\"error\": \"gone\"}", "listing")]
    public void WhatIsNoListingIsRefusedAndNotKept(string kind, string text, string cause)
    {
        using var server = Server(text);
        folder.Write("data-manifests/set.yaml", Manifest(kind, server.Root + "/files/SHA256SUMS.txt"));
        var error = Assert.Throws<DataException>(() => Catalog().Fetch("set"));
        Assert.Contains(cause, error.Message);
        Assert.Equal(DataFault.Manifest, error.Fault);
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories), f => Path.GetFileName(f).StartsWith("listing", StringComparison.Ordinal) || f.EndsWith(".txt", StringComparison.Ordinal));
    }

    [Fact]
    public void OneFileThatCannotBeHadIsAnErrorNotAShorterDataSet()
    {
        using var server = new LoopbackServer(r => r.Path.EndsWith("SHA256SUMS.txt", StringComparison.Ordinal) ? LoopbackServer.Response("200 OK", Encoding.ASCII.GetBytes(Sums("a", "b", "c")))
            : r.Path == "/files/b" ? LoopbackServer.Response("404 Not Found", []) : LoopbackServer.Serve(r, content));
        folder.Write("data-manifests/set.yaml", Manifest("sha256sums", server.Root + "/files/SHA256SUMS.txt"));
        Assert.Contains("'b'", Assert.Throws<DataException>(() => Catalog().Fetch("set")).Message);
        Assert.Null(Catalog().Find("set"));
    }

    private static string Manifest(string kind, string url, string include = "", string address = "") =>
        DataSetFolder.Manifest("set", "listing:", $"  kind: {kind}", $"  url: {url}", $"  include: '{include}'", $"  base: '{address}'");

    private string Sums(params string[] paths) => string.Concat(paths.Select(p => $"{DataSetFolder.Sum(content)}  {p}\n"));

    private LoopbackServer Server(string listing) => new(r => r.Path.EndsWith("SHA256SUMS.txt", StringComparison.Ordinal) ? LoopbackServer.Response("200 OK", Encoding.UTF8.GetBytes(listing)) : LoopbackServer.Serve(r, content));

    private DataCatalog Catalog() => new(folder.Manifests, folder.Cache, []) { Policy = new() { Tries = 1 } };
}
