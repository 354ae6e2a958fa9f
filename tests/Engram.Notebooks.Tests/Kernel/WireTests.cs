using System.Buffers.Binary;
using System.Net;
using System.Text;
using Engram.Notebooks.Kernel.Wire;

namespace Engram.Notebooks.Tests.Kernel;

public sealed class WireTests : IDisposable
{
    private readonly ZmtpWire wire = new(IPAddress.Loopback, Enum.GetValues<WireChannel>().ToDictionary(c => c, _ => 0));

    public void Dispose() => wire.Dispose();

    [Fact]
    public async Task AMessageArrivesAndItsAnswerGoesBackToItsSender()
    {
        using var client = new ZmtpClient(wire.Ports[WireChannel.Shell]).Handshake("DEALER", "one");
        using var other = new ZmtpClient(wire.Ports[WireChannel.Shell]).Handshake("DEALER", "two");
        var large = new byte[3_000_000];
        new Random(1).NextBytes(large);
        client.Send("hello"u8.ToArray(), [], large);
        var message = await wire.ReceiveAsync(WireChannel.Shell);
        Assert.Equal("one", Encoding.ASCII.GetString(message![0]));
        Assert.Equal(large, message[3]);
        wire.Send(WireChannel.Shell, [message[0], "answer"u8.ToArray(), large]);
        Assert.Equal(large, client.Receive()[1]);
        wire.Send(WireChannel.Shell, ["two"u8.ToArray(), "yours"u8.ToArray()]);
        Assert.Equal("yours", Encoding.ASCII.GetString(other.Receive()[0]));
    }

    [Fact]
    public void SubscribersGetTheirTopicsInOrder()
    {
        using var client = new ZmtpClient(wire.Ports[WireChannel.IOPub]).Handshake("SUB");
        client.Send([1, .. "b"u8]);
        Thread.Sleep(200);
        for (var i = 0; i < 1000; i++)
        {
            wire.Send(WireChannel.IOPub, ["a"u8.ToArray(), BitConverter.GetBytes(i)]);
            wire.Send(WireChannel.IOPub, ["b"u8.ToArray(), BitConverter.GetBytes(i)]);
        }

        for (var i = 0; i < 1000; i++)
            Assert.Equal(i, BitConverter.ToInt32(client.Receive()[1]));
    }

    [Fact]
    public void TheHeartbeatEchoes()
    {
        using var client = new ZmtpClient(wire.Ports[WireChannel.Heartbeat]).Handshake("REQ");
        client.Send([], "ping"u8.ToArray());
        Assert.Equal("ping", Encoding.ASCII.GetString(client.Receive()[1]));
    }

    [Fact]
    public async Task ClientsThatShareANameAreAnsweredWhereTheyAsked()
    {
        using var first = new ZmtpClient(wire.Ports[WireChannel.Shell]).Handshake("DEALER", "session");
        using (var second = new ZmtpClient(wire.Ports[WireChannel.Shell]).Handshake("DEALER", "session"))
        {
            second.Send("x"u8.ToArray());
            await wire.ReceiveAsync(WireChannel.Shell);
            first.Send("y"u8.ToArray());
            await wire.ReceiveAsync(WireChannel.Shell);
            wire.Send(WireChannel.Shell, ["session"u8.ToArray(), "one"u8.ToArray()]);
            Assert.Equal("one", Encoding.ASCII.GetString(first.Receive()[0]));
            second.Send("z"u8.ToArray());
            await wire.ReceiveAsync(WireChannel.Shell);
        }

        // the second has gone: what is sent to the name reaches the one that is left
        for (var attempt = 0; attempt < 50 && first.Stream.Socket.Available == 0; attempt++)
        {
            wire.Send(WireChannel.Shell, ["session"u8.ToArray(), "two"u8.ToArray()]);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal("two", Encoding.ASCII.GetString(first.Receive()[0]));
    }

    [Fact]
    public async Task AClientThatComesBackTakesOverItsName()
    {
        using var before = new ZmtpClient(wire.Ports[WireChannel.Shell]).Handshake("DEALER", "same");
        using var after = new ZmtpClient(wire.Ports[WireChannel.Shell]).Handshake("DEALER", "same");
        after.Send("x"u8.ToArray());
        await wire.ReceiveAsync(WireChannel.Shell);
        before.Dispose();
        Thread.Sleep(200);
        wire.Send(WireChannel.Shell, ["same"u8.ToArray(), "still here"u8.ToArray()]);
        Assert.Equal("still here", Encoding.ASCII.GetString(after.Receive()[0]));
    }

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "no ZMTP", "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: everything, and more than 64 bytes\r\n\r\n"u8.ToArray() },
        { "version 2", ZmtpClient.Greeting(version: 2) },
        { "another mechanism", ZmtpClient.Greeting("PLAIN") },
        { "wrong socket type", [.. ZmtpClient.Greeting(), 4, 25, .. "\u0005READY\u000BSocket-Type"u8, 0, 0, 0, 3, .. "PUB"u8, 0, 0] },
        { "a property that lies", [.. ZmtpClient.Greeting(), 4, 22, .. "\u0005READY\u000BSocket-Type"u8, 0x7F, 0xFF, 0xFF, 0xFF] },
        { "a message before READY", [.. ZmtpClient.Greeting(), 0, 1, 65] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task APeerThatBreaksTheProtocolIsTurnedAwayAlone(string what, byte[] bytes)
    {
        using var hostile = new ZmtpClient(wire.Ports[WireChannel.Shell]);
        hostile.Stream.Write(bytes);
        Assert.True(hostile.IsClosedByPeer(), what);
        using var client = new ZmtpClient(wire.Ports[WireChannel.Shell]).Handshake("DEALER");
        client.Send("x"u8.ToArray());
        Assert.Equal(2, (await wire.ReceiveAsync(WireChannel.Shell))!.Length);
    }

    [Theory]
    [InlineData(1L << 40)]
    [InlineData(-1L)]
    public void AHugeDeclaredLengthReservesNothing(long declared)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var hostile = new ZmtpClient(wire.Ports[WireChannel.Shell]).Handshake("DEALER");
        var head = new byte[9];
        head[0] = 2;
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(1), declared);
        hostile.Stream.Write(head);
        Assert.True(hostile.IsClosedByPeer());
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 32 << 20);
    }

    [Fact]
    public void EndlessFramesAreCutOff()
    {
        using var hostile = new ZmtpClient(wire.Ports[WireChannel.Shell]).Handshake("DEALER");
        try
        {
            for (var i = 0; i < 2000; i++)
                hostile.Stream.Write([1, 0]);
        }
        catch (IOException)
        {
            // hung up on while writing
        }

        Assert.True(hostile.IsClosedByPeer());
    }

    [Fact]
    public void RandomBytesNeverEndTheWire()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            using var hostile = i % 2 == 0 ? new ZmtpClient(wire.Ports[WireChannel.Control]) : new ZmtpClient(wire.Ports[WireChannel.Control]).Handshake("DEALER");
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            hostile.Stream.Write(bytes);
        }

        using var client = new ZmtpClient(wire.Ports[WireChannel.Heartbeat]).Handshake("REQ");
        client.Send([], [1]);
        Assert.Equal([1], client.Receive()[1]);
    }
}
