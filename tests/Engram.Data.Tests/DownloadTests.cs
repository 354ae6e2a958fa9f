using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Engram.Data.Tests;

/// <summary>Fetching from a server that behaves well, badly and not at all. The outcome is always: complete, or an error that names file and cause.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("engram-download-").FullName;
    private readonly byte[] content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31))];

    private string Target => Path.Combine(root, "cache", "set", "a.bin");

    public DownloadTests() => Environment.SetEnvironmentVariable("ENGRAM_OFFLINE", null);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void AWholeFileArrivesWithProgress()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Response("200 OK", content));
        var last = 0L;
        var folder = Catalog(server.Url).Fetch("set", (file, done, all) =>
        {
            Assert.Equal("a.bin", file);
            Assert.Equal(content.Length, all);
            Assert.True(done > last);
            last = done;
        });
        Assert.Equal(content.Length, last);
        Assert.Equal(content, File.ReadAllBytes(Path.Combine(folder, "a.bin")));
        Assert.False(File.Exists(Target + ".part"));
        Catalog(server.Url).Fetch("set");
        Assert.Equal(1, server.Requests); // what is here is not fetched again
    }

    [Fact]
    public void ACutConnectionIsResumedWithRange()
    {
        var starts = new List<long?>();
        using var server = new LoopbackServer((n, from) =>
        {
            starts.Add(from);
            return n == 1 ? LoopbackServer.Response("200 OK", content[..120_000], content.Length) : LoopbackServer.Partial(content, from!.Value);
        });
        Catalog(server.Url).Fetch("set");
        Assert.Equal(content, File.ReadAllBytes(Target));
        Assert.Null(starts[0]);
        Assert.InRange(starts[1]!.Value, 1, 120_000);
    }

    [Fact]
    public void APartOfAnEarlierCallIsContinued()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target + ".part", content[..50_000]);
        using var server = new LoopbackServer((_, from) => LoopbackServer.Partial(content, from!.Value));
        Catalog(server.Url).Fetch("set");
        Assert.Equal(content, File.ReadAllBytes(Target));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public void AServerWithoutRangesStartsAgain()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target + ".part", content[..50_000]);
        using var server = new LoopbackServer((_, _) => LoopbackServer.Response("200 OK", content));
        Catalog(server.Url).Fetch("set");
        Assert.Equal(content, File.ReadAllBytes(Target));
    }

    [Fact]
    public void ADamagedPartIsThrownAwayAndFetchedAfresh()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target + ".part", new byte[50_000]);
        using var server = new LoopbackServer((_, from) => from is { } start ? LoopbackServer.Partial(content, start) : LoopbackServer.Response("200 OK", content));
        Catalog(server.Url).Fetch("set");
        Assert.Equal(content, File.ReadAllBytes(Target));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public void AnotherRangeThanAskedForIsNotMixedIn()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target + ".part", content[..50_000]);
        using var server = new LoopbackServer((_, _) => LoopbackServer.Partial(content, 60_000));
        Refused(server, "another range");
    }

    [Fact]
    public void AWrongChecksumLeavesNothingBehind()
    {
        var other = (byte[])content.Clone();
        other[9] ^= 1;
        using var server = new LoopbackServer((_, _) => LoopbackServer.Response("200 OK", other));
        Refused(server, "SHA-256");
        Assert.False(File.Exists(Target + ".part"));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public void AMissingFileIsNotAskedForAgain()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Response("404 Not Found", []));
        Refused(server, "404");
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public void AFileThatStaysTooShortIsAnErrorAfterThreeTries()
    {
        using var server = new LoopbackServer((_, from) => LoopbackServer.Response("200 OK", content[..1000]));
        Refused(server, "1000 of 200000 bytes");
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public void AFileThatIsTooLongIsAnError()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Response("200 OK", [.. content, .. content]));
        Refused(server, "more than the 200000 bytes");
    }

    [Fact]
    public void NoServerIsAnErrorAtOnceAndASimulationInAuto()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/a.bin";
        free.Stop();
        var catalog = Catalog(url);
        Assert.Contains("a.bin", Assert.Throws<DataException>(() => catalog.Choose("set", "real")).Message);
        var choice = catalog.Choose("set", "auto");
        Assert.False(choice.IsReal);
        Assert.Contains("Simulated", choice.Sentence);
    }

    [Fact]
    public void AutoFetchesWhatCanBeFetched()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Response("200 OK", content));
        Assert.False(Catalog(server.Url).Choose("set", "simulated").IsReal);
        Assert.Equal(0, server.Requests);
        Assert.True(Catalog(server.Url).Choose("set", "auto").IsReal);
    }

    private void Refused(LoopbackServer server, string cause)
    {
        var error = Assert.Throws<DataException>(() => Catalog(server.Url).Fetch("set"));
        Assert.Contains("a.bin", error.Message);
        Assert.Contains(cause, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.False(File.Exists(Target));
    }

    private DataCatalog Catalog(string url)
    {
        var manifests = Path.Combine(root, "manifests");
        Directory.CreateDirectory(manifests);
        File.WriteAllText(Path.Combine(manifests, "set.yml"),
            $"name: set\ntitle: t\nlicence: l\ncitation: c\nfiles:\n  - path: a.bin\n    url: {url}\n    sha256: \"{Convert.ToHexStringLower(SHA256.HashData(content))}\"\n    bytes: {content.Length}\n");
        return new(manifests, Path.Combine(root, "cache"), []);
    }
}
