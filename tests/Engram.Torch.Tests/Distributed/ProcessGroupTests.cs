using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Engram.Torch.Distributed;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Distributed;

/// <summary>Collectives between ranks; here each rank is a thread, or a Python process.</summary>
public sealed class ProcessGroupTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public void EveryRankGetsTheSameSumMaximumAndBroadcast() => Together(3, group =>
    {
        var numbers = arange(5, dtype: float32) * (group.Rank + 1);
        group.Sum(numbers);
        Assert.Equal([0, 6, 12, 18, 24], numbers.data<float>().ToArray());
        var exact = tensor(new[] { 1L << (40 + group.Rank) });
        group.Maximum(exact);
        Assert.Equal(1L << 42, exact.ToInt64());
        var sent = full([2, 2], (double)group.Rank, dtype: float64);
        group.Broadcast(sent, root: 1);
        Assert.Equal([1, 1, 1, 1], sent.data<double>().ToArray());
        group.Barrier();
    });

    [Fact]
    public void OnlyContiguousTensorsOfThisMachineAreTaken() => Together(1, group =>
    {
        Assert.Contains("contiguous", Assert.Throws<ArgumentException>(() => group.Sum(zeros(2, 3).t())).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => group.Broadcast(zeros(1), root: 1));
        group.Dispose();
        Assert.Throws<ObjectDisposedException>(group.Barrier);
    });

    [Fact]
    public void ARankThatLeavesIsAnErrorForTheOthers()
    {
        Together(2, group =>
        {
            group.Barrier();
            if (group.Rank == 1)
                return;
            Thread.Sleep(300);
            Assert.Throws<DistributedException>(() => group.Sum(zeros(4)));
        });
    }

    [Fact]
    public void ThoseWhoDoNotComeAreNamed()
    {
        Available();
        var port = FreePort();
        var error = Assert.Throws<DistributedException>(() => ProcessGroup.Join("127.0.0.1", port, 0, 2, TimeSpan.FromSeconds(1)));
        Assert.Contains($"127.0.0.1:{port}", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessGroup.Join("127.0.0.1", port, 2, 2));
    }

    [Fact]
    public void PythonsGlooIsInTheSameGroup()
    {
        Available();
        const string Python = "/usr/bin/python3";
        var script = Path.Combine(AppContext.BaseDirectory, "Fixtures", "gloo_peer.py");
        Assert.SkipUnless(File.Exists(Python), "needs /usr/bin/python3 with torch");
        using (var probe = Process.Start(new ProcessStartInfo(Python, ["-c", "import torch.distributed as d; assert d.is_gloo_available() if hasattr(d, 'is_gloo_available') else d.is_available()"]) { RedirectStandardError = true })!)
        {
            probe.WaitForExit();
            Assert.SkipUnless(probe.ExitCode == 0, "needs python3-torch with Gloo");
        }

        var port = FreePort();
        using var peer = Process.Start(new ProcessStartInfo(Python, [script, $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var group = ProcessGroup.Join("127.0.0.1", port, 0, 2, TimeSpan.FromSeconds(60));
        var numbers = tensor(new[] { 1.5f, -2, 4 });
        group.Sum(numbers);
        Assert.Equal([11.5f, 18, 34], numbers.data<float>().ToArray());
        Assert.Equal("11.5 18.0 34.0", peer.StandardOutput.ReadToEnd().Trim());
    }

    private static void Together(int size, Action<ProcessGroup> rank)
    {
        Available();
        var port = FreePort();
        var ranks = Enumerable.Range(0, size).Select(r => Task.Factory.StartNew(
            () =>
            {
                using var group = ProcessGroup.Join("127.0.0.1", port, r, size, Limit);
                rank(group);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(ranks, TestContext.Current.CancellationToken);
    }

    private static void Available() => Assert.SkipUnless(BuiltLibrary.IsThere("engram_distributed"), "needs libengram_distributed, which `./engram launch` builds");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
