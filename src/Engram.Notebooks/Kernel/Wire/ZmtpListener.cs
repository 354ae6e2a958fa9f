using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Engram.Notebooks.Kernel.Wire;

/// <summary>Accepts peers of one channel and hands their messages on.</summary>
internal sealed class ZmtpListener : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<ZmtpConnection, byte> connections = new();
    private readonly string socketType;
    private readonly string[] peerTypes;
    private readonly Func<ZmtpConnection, byte[][], ValueTask> received;
    private readonly Action<ZmtpConnection>? opened;
    private readonly Action<ZmtpConnection>? closed;
    private int count;

    /// <summary>Binds a loopback port at once; peers are served from now on.</summary>
    /// <param name="address">A loopback address.</param>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="socketType">Our ZeroMQ socket type.</param>
    /// <param name="peerTypes">Types that may connect.</param>
    /// <param name="received">Handles a message; the peer waits while it runs.</param>
    /// <param name="opened">Told of each new peer.</param>
    /// <param name="closed">Told when a peer is gone.</param>
    public ZmtpListener(IPAddress address, int port, string socketType, string[] peerTypes, Func<ZmtpConnection, byte[][], ValueTask> received,
        Action<ZmtpConnection>? opened = null, Action<ZmtpConnection>? closed = null)
    {
        (this.socketType, this.peerTypes, this.received, this.opened, this.closed) = (socketType, peerTypes, received, opened, closed);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(64);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>The bound port.</summary>
    public int Port { get; }

    public void Dispose()
    {
        listener.Dispose();
        foreach (var connection in connections.Keys)
        {
            connection.Drain();
            connection.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.InvalidArgument })
            {
                return;
            }
            catch (SocketException)
            {
                continue; // the peer went away between connecting and being accepted
            }

            if (Interlocked.Increment(ref count) > WireLimits.Connections)
            {
                Interlocked.Decrement(ref count);
                socket.Dispose();
                continue;
            }

            _ = Task.Run(() => ServeAsync(socket));
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        ZmtpConnection? connection = null;
        try
        {
            connection = await ZmtpConnection.GreetAsync(socket, socketType, peerTypes).ConfigureAwait(false);
            connections[connection] = 0;
            opened?.Invoke(connection);
            while (await connection.ReceiveAsync().ConfigureAwait(false) is { } message)
                await received(connection, message).ConfigureAwait(false);
        }
        catch (WireException error)
        {
            KernelLog.Write($"a client on the {socketType} socket was turned away: {error.Message}");
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SocketException or System.Threading.Channels.ChannelClosedException)
        {
            // the peer is gone, which is its right
        }
        finally
        {
            Interlocked.Decrement(ref count);
            if (connection is not null)
            {
                connections.TryRemove(connection, out _);
                closed?.Invoke(connection);
                connection.Dispose();
            }
        }
    }
}
