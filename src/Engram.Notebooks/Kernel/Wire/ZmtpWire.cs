using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;

namespace Engram.Notebooks.Kernel.Wire;

/// <summary>The five sockets over managed ZMTP: three ROUTERs, one PUB, one REP that echoes.</summary>
internal sealed class ZmtpWire : IWire
{
    private readonly Dictionary<WireChannel, Channel<byte[][]>> incoming = [];
    private readonly Dictionary<WireChannel, ConcurrentDictionary<string, ZmtpConnection>> routes = [];
    private readonly ConcurrentDictionary<ZmtpConnection, ConcurrentDictionary<string, byte>> subscribers = new();
    private readonly List<ZmtpListener> listeners = [];
    private long anonymous;

    /// <summary>Binds all sockets.</summary>
    /// <param name="address">A loopback address.</param>
    /// <param name="ports">The port of each channel; 0 for any.</param>
    public ZmtpWire(IPAddress address, IReadOnlyDictionary<WireChannel, int> ports)
    {
        try
        {
            foreach (var channel in (WireChannel[])[WireChannel.Shell, WireChannel.Control, WireChannel.Stdin])
                AddRouter(address, ports[channel], channel);
            Add(WireChannel.IOPub, new ZmtpListener(address, ports[WireChannel.IOPub], "PUB", ["SUB", "XSUB"], Subscribe,
                opened: peer => subscribers[peer] = new(), closed: peer => subscribers.TryRemove(peer, out _)));
            Add(WireChannel.Heartbeat, new ZmtpListener(address, ports[WireChannel.Heartbeat], "REP", ["REQ", "DEALER"], (peer, frames) =>
            {
                peer.Send(frames);
                return ValueTask.CompletedTask;
            }));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The bound ports.</summary>
    public Dictionary<WireChannel, int> Ports { get; } = [];

    public async ValueTask<byte[][]?> ReceiveAsync(WireChannel channel)
    {
        var reader = incoming[channel].Reader;
        return await reader.WaitToReadAsync().ConfigureAwait(false) && reader.TryRead(out var frames) ? frames : null;
    }

    public byte[][]? TryReceive(WireChannel channel) => incoming[channel].Reader.TryRead(out var frames) ? frames : null;

    public void Send(WireChannel channel, byte[][] frames)
    {
        if (channel == WireChannel.IOPub)
        {
            foreach (var (peer, topics) in subscribers)
            {
                if (topics.Keys.Any(topic => Matches(frames[0], topic)))
                    peer.Send(frames);
            }
        }
        else if (routes[channel].TryGetValue(Convert.ToHexString(frames[0]), out var peer))
        {
            peer.Send(frames.AsSpan(1));
        }
    }

    public void Dispose()
    {
        foreach (var queue in incoming.Values)
            queue.Writer.TryComplete();
        foreach (var listener in listeners)
            listener.Dispose();
    }

    private void AddRouter(IPAddress address, int port, WireChannel channel)
    {
        var queue = incoming[channel] = Channel.CreateBounded<byte[][]>(WireLimits.WaitingMessages);
        var byIdentity = routes[channel] = new();
        var names = new ConcurrentDictionary<ZmtpConnection, byte[]>();
        Add(channel, new ZmtpListener(address, port, "ROUTER", ["DEALER", "REQ", "ROUTER"],
            (peer, frames) =>
            {
                // several connections may share a name (clients of one session do): the one that asks is the one that is answered
                byIdentity[Convert.ToHexString(names[peer])] = peer;
                return queue.Writer.WriteAsync([names[peer], .. frames]);
            },
            opened: peer =>
            {
                var name = peer.Identity.Length > 0 ? peer.Identity : [0, .. BitConverter.GetBytes(Interlocked.Increment(ref anonymous))];
                names[peer] = name;
                byIdentity[Convert.ToHexString(name)] = peer; // a client that comes back under its name takes over from its old connection
            },
            closed: peer =>
            {
                if (!names.TryRemove(peer, out var name) || !byIdentity.TryRemove(KeyValuePair.Create(Convert.ToHexString(name), peer)))
                    return;
                if (names.FirstOrDefault(other => other.Value.AsSpan().SequenceEqual(name)).Key is { } heir)
                    byIdentity.TryAdd(Convert.ToHexString(name), heir);
            }));
    }

    private void Add(WireChannel channel, ZmtpListener listener)
    {
        listeners.Add(listener);
        Ports[channel] = listener.Port;
    }

    private ValueTask Subscribe(ZmtpConnection peer, byte[][] frames)
    {
        if (frames is [[0 or 1, ..] request] && subscribers.TryGetValue(peer, out var topics))
        {
            var topic = Convert.ToHexString(request, 1, request.Length - 1);
            if (request[0] == 0)
                topics.TryRemove(topic, out _);
            else if (topics.Count < WireLimits.Connections)
                topics[topic] = 0;
        }

        return ValueTask.CompletedTask;
    }

    private static bool Matches(byte[] topic, string prefix) =>
        prefix.Length == 0 || Convert.ToHexString(topic).StartsWith(prefix, StringComparison.Ordinal);
}
