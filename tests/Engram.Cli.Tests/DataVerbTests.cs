using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Engram.Cli.Tests;

/// <summary><c>engram data</c> as a user meets it: processes of its own, a cache, a mirror, and servers that misbehave.</summary>
public sealed class DataVerbTests : IDisposable
{
    private readonly EngramProcess engram = new();
    private readonly byte[] content = [.. Enumerable.Range(0, 400_000).Select(i => (byte)(i * 31))];

    public void Dispose() => engram.Dispose();

    [Fact]
    public void TheListHasSizeAccessAndLicence()
    {
        var (code, output, errors) = engram.Run("data", "list");
        Assert.True(code == 0, errors);
        var lines = output.TrimEnd().Split('\n');
        Assert.InRange(lines.Length, 46, 1000);
        Assert.Contains("licence", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("bnci-001-2014 ", StringComparison.Ordinal) && l.Contains("740 MB", StringComparison.Ordinal) && l.Contains("open", StringComparison.Ordinal) && l.Contains("CC BY-ND 4.0", StringComparison.Ordinal));
        var rows = JsonNode.Parse(engram.Run("data", "list", "--json").Output)!.AsArray();
        Assert.Equal(lines.Length - 1, rows.Count);
        Assert.All(rows, r => Assert.NotNull(r!["access"]));
    }

    [Fact]
    public void ARecordComesFromTheMirrorWithoutNetworkAndAFlippedByteIsNamed()
    {
        if (StagedData.Folder("mitdb-100") is not { } staged)
            return;
        var environment = Environment(mirror: Path.GetDirectoryName(staged)!, root: EngramProcess.Repository);
        Assert.Equal(1, engram.Run(["data", "where", "mitdb"], environment).Code);
        var (code, output, errors) = engram.Run(["data", "fetch", "mitdb", "--records", "100", "--offline"], environment);
        Assert.True(code == 0, errors);
        var folder = Path.Combine(engram.Folder, "cache", "mitdb");
        Assert.Equal(folder, output.Trim());
        Assert.Equal(["100.atr", "100.dat", "100.hea"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
        Assert.Equal(0, engram.Run(["data", "verify", "mitdb"], environment).Code);
        using (var stream = File.Open(Path.Combine(folder, "100.dat"), FileMode.Open))
        {
            stream.Position = 1_000_000;
            var before = stream.ReadByte();
            stream.Position--;
            stream.WriteByte((byte)(before ^ 1));
        }

        var (failed, _, named) = engram.Run(["data", "verify", "mitdb"], environment);
        Assert.Equal(2, failed);
        Assert.Contains("'100.dat' has the SHA-256", named);
        Assert.DoesNotContain("100.hea", named);
        var report = JsonNode.Parse(engram.Run(["data", "verify", "mitdb", "--json"], environment).Output)!;
        Assert.Equal("100.dat", (string?)report["damaged"]![0]);
        Assert.Equal(0, engram.Run(["data", "fetch", "mitdb", "--records", "100.dat", "--offline"], environment).Code);
        Assert.Equal(0, engram.Run(["data", "verify", "mitdb"], environment).Code);
    }

    [Fact]
    public void InfoTellsWhatAReaderNeeds()
    {
        var (code, output, errors) = engram.Run("data", "info", "tuev");
        Assert.True(code == 0, errors);
        Assert.Contains("gated: Fill in and sign", output);
        Assert.Contains("from memory", output);
        Assert.Equal("tuev", (string?)JsonNode.Parse(engram.Run("data", "info", "tuev", "--json").Output)!["name"]);
        var croissant = JsonNode.Parse(engram.Run("data", "info", "mitdb-100", "--croissant").Output)!;
        Assert.Equal("http://mlcommons.org/croissant/1.0", (string?)croissant["conformsTo"]);
        Assert.Equal(3, croissant["distribution"]!.AsArray().Count);
    }

    [Fact]
    public async Task TwoProcessesShareACacheAndFetchOnce()
    {
        using var server = new LoopbackServer(r =>
        {
            Thread.Sleep(300); // long enough for the other process to come to the lock
            return LoopbackServer.Serve(r, content);
        });
        Manifest(server);
        var environment = Environment();
        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => engram.Run(["data", "fetch", "set"], environment))));
        Assert.All(runs, r => Assert.True(r.Code == 0, r.Errors));
        Assert.Equal(content, File.ReadAllBytes(Target));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AKilledProcessIsContinuedByTheNext()
    {
        // the first answer stops at half and drips on, with zeros as in the file; the process is killed there
        Array.Clear(content, 200_000, 200_000);
        using var server = new LoopbackServer(r => r.Number == 1 ? LoopbackServer.Response("200 OK", content[..200_000], content.Length, "ETag: \"v1\"\r\n") : LoopbackServer.Serve(r, content)) { Drips = r => r.Number == 1 };
        Manifest(server);
        var environment = Environment();
        using var process = EngramProcess.Start(engram.Folder, ["data", "fetch", "set"], environment);
        var clock = Stopwatch.StartNew();
        while (!(File.Exists(Target + ".part") && new FileInfo(Target + ".part").Length >= 200_000))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), "the first half did not come");
            await Task.Delay(20);
        }

        process.Kill();
        await process.WaitForExitAsync();
        Assert.False(File.Exists(Target));
        var came = new FileInfo(Target + ".part").Length;
        var (code, _, errors) = engram.Run(["data", "fetch", "set"], environment);
        Assert.True(code == 0, errors);
        Assert.Equal(content, File.ReadAllBytes(Target));
        Assert.Equal((came, "\"v1\""), (server.Requests[1].From, server.Requests[1].IfRange));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void FetchIsQuietWhereNobodyLooks()
    {
        using var server = new LoopbackServer(r => LoopbackServer.Serve(r, content));
        Manifest(server);
        var (code, output, errors) = engram.Run(["data", "fetch", "set", "--json"], Environment());
        Assert.True(code == 0, errors);
        Assert.Equal(1, (int)JsonNode.Parse(output)!["downloaded"]!);
        Assert.Single(errors.Trim().Split('\n'));
        Assert.DoesNotContain('\u001b', errors);
    }

    private string Target => Path.Combine(engram.Folder, "cache", "set", "a.bin");

    private void Manifest(LoopbackServer server) =>
        engram.Write("data-manifests/set.yaml", DataSetFolder.Manifest("set", "files:", DataSetFolder.File("a.bin", content, server.Url)));

    private Dictionary<string, string> Environment(string mirror = "", string? root = null) => new()
    {
        ["ENGRAM_ROOT"] = root ?? engram.Folder,
        ["ENGRAM_CACHE"] = Path.Combine(engram.Folder, "cache"),
        ["ENGRAM_DATA_MIRROR"] = mirror,
        ["ENGRAM_OFFLINE"] = "0",
    };
}
