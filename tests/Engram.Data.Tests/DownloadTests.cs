using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Engram.Data.Tests;

/// <summary>Fetching from a server that behaves well, badly and not at all. The outcome is always: complete, or an error that names file and cause.</summary>
public sealed class DownloadTests : IDisposable
{
    private const string Target = "cache/set/a.bin";
    private readonly DataSetFolder folder = new();
    private readonly ConcurrentQueue<TimeSpan> pauses = new();
    private readonly byte[] content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31))];

    public DownloadTests() => Environment.SetEnvironmentVariable("ENGRAM_OFFLINE", null);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AWholeFileArrivesWithProgress()
    {
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        var last = 0L;
        var result = Catalog(server.Url).Fetch("set", new()
        {
            Progress = p =>
            {
                Assert.Equal(("a.bin", content.Length), (p.Path, p.Total));
                Assert.True(p.Done > last);
                last = p.Done;
            },
        });
        Assert.Equal(content.Length, last);
        Assert.Equal((0, 1), (result.Copied, result.Downloaded));
        Complete();
        Assert.Equal((0, 0), Catalog(server.Url).Fetch("set") is var again ? (again.Copied, again.Downloaded) : default);
        Assert.Single(server.Requests); // what is here is not fetched again
    }

    [Fact]
    public void ACutConnectionIsResumedWithRangeAndIfRange()
    {
        using var server = new LoopbackServer(r => r.Number == 1 ? LoopbackServer.Response("200 OK", content[..120_000], content.Length, "ETag: \"v1\"\r\n") : LoopbackServer.Serve(r, content));
        Catalog(server.Url).Fetch("set");
        Complete();
        Assert.Null(server.Requests[0].From);
        Assert.InRange(server.Requests[1].From!.Value, 1, 120_000);
        Assert.Equal("\"v1\"", server.Requests[1].IfRange);
        Assert.Equal([TimeSpan.FromSeconds(1)], pauses);
    }

    [Fact]
    public void APartOfAnEarlierCallIsContinued()
    {
        folder.Write(Target + ".part", content[..50_000]);
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        Catalog(server.Url).Fetch("set");
        Complete();
        Assert.Equal(50_000, Assert.Single(server.Requests).From);
    }

    [Fact]
    public void AServerWithoutRangesStartsAgain()
    {
        folder.Write(Target + ".part", content[..50_000]);
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", content));
        Catalog(server.Url).Fetch("set");
        Complete();
    }

    [Fact]
    public void AFileThatChangedBetweenTwoPartsIsFetchedAfresh()
    {
        // the old version's first half, then the new version, of which If-Range asks for the whole
        byte[] old = [.. content.Select(b => (byte)~b)];
        using var server = new LoopbackServer(r => r.Number == 1 ? LoopbackServer.Response("200 OK", old[..120_000], content.Length, "ETag: \"v0\"\r\n") : LoopbackServer.Serve(r, content));
        Catalog(server.Url).Fetch("set");
        Complete();
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("\"v0\"", server.Requests[1].IfRange);
    }

    [Fact]
    public void AServerThatIgnoresIfRangeIsCaughtByItsTag()
    {
        byte[] old = [.. content.Select(b => (byte)~b)];
        using var server = new LoopbackServer(r => r.Number switch
        {
            1 => LoopbackServer.Response("200 OK", old[..120_000], content.Length, "ETag: \"v0\"\r\n"),
            2 => LoopbackServer.Partial(content, r.From!.Value, "ETag: \"v1\"\r\n"),
            _ => LoopbackServer.Serve(r, content),
        });
        Catalog(server.Url).Fetch("set");
        Complete();
        Assert.Null(server.Requests[2].From);
    }

    [Fact]
    public void TwoVersionsAreNotMixedEvenWhereNoChecksumWouldTell()
    {
        byte[] old = [.. content.Select(b => (byte)~b)];
        using var server = new LoopbackServer(r => r.Number switch
        {
            1 => LoopbackServer.Response("200 OK", old[..120_000], content.Length, "ETag: \"v0\"\r\n"),
            2 => LoopbackServer.Partial(content, r.From!.Value, "ETag: \"v1\"\r\n"),
            _ => LoopbackServer.Serve(r, content),
        });
        folder.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "files:", $"  - path: a.bin\n    url: {server.Url}"));
        new DataCatalog(folder.Manifests, folder.Cache, []) { Policy = Policy() }.Fetch("set", new() { IsPinning = true });
        Complete();
    }

    [Fact]
    public void ASlowBodyThatKeepsComingIsWaitedFor()
    {
        // a byte every 20 ms for 2 s, with a patience of 1.5 s for each
        var zeros = new byte[100];
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", [], zeros.Length)) { Drips = _ => true };
        folder.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "files:", DataSetFolder.File("a.bin", zeros, server.Url)));
        new DataCatalog(folder.Manifests, folder.Cache, []) { Policy = Policy() with { Silence = TimeSpan.FromSeconds(1.5), LeastBytes = 1, Tries = 1 } }.Fetch("set");
        Assert.Equal(zeros, folder.Read(Target));
    }

    [Fact]
    public void ADamagedPartIsThrownAwayAndFetchedAfresh()
    {
        folder.Write(Target + ".part", new byte[50_000]);
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        Catalog(server.Url).Fetch("set");
        Complete();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void AnotherRangeThanAskedForIsNotMixedIn()
    {
        folder.Write(Target + ".part", content[..50_000]);
        using var server = new LoopbackServer(_ => LoopbackServer.Partial(content, 60_000));
        Refused(server, DataFault.Network, "another range");
    }

    [Fact]
    public void WrongBytesOfTheRightLengthLeaveNothingBehind()
    {
        var other = (byte[])content.Clone();
        other[9] ^= 1;
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", other));
        Refused(server, DataFault.Checksum, "SHA-256");
        Assert.False(folder.Has(Target + ".part"));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void AMissingFileIsNotAskedForAgain()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Response("404 Not Found", []));
        Refused(server, DataFault.Network, "404");
        Assert.Single(server.Requests);
        Assert.Empty(pauses);
    }

    [Fact]
    public void AServerThatAsksToWaitIsWaitedFor()
    {
        using var server = new LoopbackServer(r => r.Number == 1 ? LoopbackServer.Response("429 Too Many Requests", [], extra: "Retry-After: 7\r\n") : LoopbackServer.Serve(r, content));
        Catalog(server.Url).Fetch("set");
        Complete();
        Assert.Equal([TimeSpan.FromSeconds(7)], pauses);
    }

    [Fact]
    public void AServerThatAsksForADayIsNotWaitedFor()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Response("429 Too Many Requests", [], extra: "Retry-After: 86400\r\n"));
        Refused(server, DataFault.Network, "1440 minutes");
        Assert.Empty(pauses);
    }

    [Fact]
    public void ABusyServerIsAskedAgainAfterGrowingPauses()
    {
        using var server = new LoopbackServer(r => r.Number <= 3 ? LoopbackServer.Response("503 Service Unavailable", []) : LoopbackServer.Serve(r, content));
        Catalog(server.Url).Fetch("set");
        Complete();
        Assert.Equal([1, 2, 4], pauses.Select(p => (int)p.TotalSeconds));
    }

    [Fact]
    public void AnEndlessSlowBodyTimesOut()
    {
        // 100 bytes of 200 000, then fifty a second: never silent, never done
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", content[..100], content.Length)) { Drips = _ => true };
        Refused(server, DataFault.Network, "came within", Policy() with { Silence = TimeSpan.FromSeconds(0.3), Tries = 3 });
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void AShortFileIsAnErrorAfterAllTries()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", content[..1000]));
        Refused(server, DataFault.Network, "1000 of 200000 bytes");
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public void AFileThatIsTooLongIsAnError()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", [.. content, .. content]));
        Refused(server, DataFault.Network, "more than the 200000 bytes");
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
        Assert.Empty(pauses);
        var choice = catalog.Choose("set", "auto");
        Assert.False(choice.IsReal);
        Assert.Contains("Simulated", choice.Sentence);
    }

    [Fact]
    public void AutoFetchesWhatCanBeFetched()
    {
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        Assert.False(Catalog(server.Url).Choose("set", "simulated").IsReal);
        Assert.Empty(server.Requests);
        Assert.True(Catalog(server.Url).Choose("set", "auto").IsReal);
    }

    [Fact]
    public void OfflineMeansNoRequest()
    {
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        Assert.Equal(DataFault.Offline, Assert.Throws<DataException>(() => Catalog(server.Url).Fetch("set", new() { IsOffline = true })).Fault);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void AFullDiskIsATypedErrorAndLeavesNoPart()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        folder.Write("cache/set/other", []);
        File.CreateSymbolicLink(Path.Combine(folder.Root, Target + ".part"), "/dev/full"); // every write there fails with ENOSPC
        Refused(server, DataFault.DiskFull, "full");
        Assert.False(folder.Has(Target + ".part"));
        Assert.False(folder.Has(Target + ".part.etag"));
    }

    [Fact]
    public void ADiskThatIsTooSmallIsNoticedBeforehand()
    {
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        var catalog = new DataCatalog(folder.Manifests, folder.Cache, []) { Policy = Policy() with { FreeBytes = _ => 1000 } };
        Catalog(server.Url);
        Assert.Equal(DataFault.DiskFull, Assert.Throws<DataException>(() => catalog.Fetch("set")).Fault);
        Assert.False(folder.Has(Target));
    }

    [Fact]
    public void TwoFetchersAtOnceFetchOnce()
    {
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        DataCatalog[] catalogs = [Catalog(server.Url), Catalog(server.Url), Catalog(server.Url), Catalog(server.Url)];
        Parallel.ForEach(catalogs, c => c.Fetch("set"));
        Complete();
        Assert.Single(server.Requests);
    }

    [Fact]
    public void ALockThatIsHeldTooLongIsAnErrorThatNamesIt()
    {
        folder.Write("cache/.data/set/lock", "");
        using var held = new FileStream(Path.Combine(folder.Root, "cache/.data/set/lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        Refused(server, DataFault.Locked, "lock", Policy() with { LockPatience = TimeSpan.FromSeconds(0.2) });
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void AFileWithoutAChecksumMustBeAcceptedAndIsThenHeldToWhatItWas()
    {
        var now = content;
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, now));
        folder.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "files:", $"  - path: a.bin\n    url: {server.Url}"));
        var catalog = new DataCatalog(folder.Manifests, folder.Cache, []) { Policy = Policy() };
        Assert.Equal(DataFault.Unchecked, Assert.Throws<DataException>(() => catalog.Fetch("set")).Fault);
        catalog.Fetch("set", new() { IsPinning = true });
        Complete();
        Assert.Equal(["a.bin"], catalog.Verify("set")!.Pinned);
        File.Delete(Path.Combine(folder.Root, Target));
        Assert.Contains("missing", Assert.Single(catalog.Verify("set")!.Problems));
        now = [.. content.Reverse()];
        Assert.Equal(DataFault.Checksum, Assert.Throws<DataException>(() => catalog.Fetch("set", new() { IsPinning = true })).Fault);
        Assert.False(folder.Has(Target));
    }

    [Fact]
    public void APartWithoutChecksumAndTagIsNotContinued()
    {
        folder.Write(Target + ".part", new byte[50_000]);
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        folder.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "files:", $"  - path: a.bin\n    url: {server.Url}"));
        new DataCatalog(folder.Manifests, folder.Cache, []) { Policy = Policy() }.Fetch("set", new() { IsPinning = true });
        Complete();
        Assert.Null(Assert.Single(server.Requests).From);
    }

    private void Complete()
    {
        Assert.Equal(content, folder.Read(Target));
        Assert.False(folder.Has(Target + ".part"));
        Assert.False(folder.Has(Target + ".part.etag"));
    }

    private void Refused(LoopbackServer server, DataFault fault, string cause, DownloadPolicy? policy = null)
    {
        var error = Assert.Throws<DataException>(() => Catalog(server.Url, policy).Fetch("set"));
        Assert.Contains("set", error.Message);
        Assert.Contains(cause, error.Message);
        Assert.Equal(fault, error.Fault);
        Assert.DoesNotContain('\n', error.Message);
        Assert.False(folder.Has(Target));
    }

    private DownloadPolicy Policy() => new()
    {
        Silence = TimeSpan.FromSeconds(30),
        LockPatience = TimeSpan.FromSeconds(30),
        Wait = (pause, _) =>
        {
            pauses.Enqueue(pause);
            return Task.CompletedTask;
        },
    };

    private DataCatalog Catalog(string url, DownloadPolicy? policy = null)
    {
        folder.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "files:", DataSetFolder.File("a.bin", content, url)));
        return new(folder.Manifests, folder.Cache, []) { Policy = policy ?? Policy() };
    }
}
