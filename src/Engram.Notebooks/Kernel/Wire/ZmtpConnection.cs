using System.Buffers.Binary;
using System.Net.Sockets;

namespace Engram.Notebooks.Kernel.Wire;

/// <summary>
/// One TCP connection that speaks ZMTP 3.0 with the NULL mechanism (rfc.zeromq.org/spec/23): a greeting, a READY command on
/// both sides, then frames of one flag byte, a length and a body.
/// </summary>
internal sealed class ZmtpConnection : IDisposable
{
    private const byte More = 1;
    private const byte Long = 2;
    private const byte Command = 4;
    private const int GreetingBytes = 64;
    private const int CommandBytes = 64 << 10;
    private const int Chunk = 1 << 20;

    private readonly Socket socket;
    private readonly BufferedStream reader;
    private readonly NetworkStream stream;
    private readonly ZmtpSendQueue queue;

    private ZmtpConnection(Socket socket)
    {
        this.socket = socket;
        socket.NoDelay = true;
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new BufferedStream(stream, 64 << 10);
        queue = new ZmtpSendQueue(stream, Dispose);
    }

    /// <summary>The name that the peer gave itself; empty where it gave none.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Greets a peer that has just connected.</summary>
    /// <param name="socket">The connection; closed with this object.</param>
    /// <param name="socketType">Our socket type.</param>
    /// <param name="peerTypes">Socket types that may talk to it.</param>
    /// <exception cref="WireException">The peer does not speak the protocol, or is too slow.</exception>
    public static async Task<ZmtpConnection> GreetAsync(Socket socket, string socketType, params string[] peerTypes)
    {
        var connection = new ZmtpConnection(socket);
        try
        {
            using var limit = new CancellationTokenSource(WireLimits.Handshake);
            await connection.stream.WriteAsync(Greeting(), limit.Token).ConfigureAwait(false);
            var theirs = new byte[GreetingBytes];
            await connection.reader.ReadExactlyAsync(theirs, limit.Token).ConfigureAwait(false);
            if (theirs[0] != 0xFF || (theirs[9] & 1) != 1 || theirs[10] < 3)
                throw new WireException("expected a ZMTP 3 greeting");
            if (!theirs.AsSpan(12, 20).SequenceEqual(Mechanism()))
                throw new WireException("expected the NULL security mechanism");
            await connection.stream.WriteAsync(Ready(socketType), limit.Token).ConfigureAwait(false);
            var (flags, body) = await connection.ReadFrameAsync(CommandBytes, limit.Token).ConfigureAwait(false);
            if ((flags & Command) == 0)
                throw new WireException("expected a READY command, got a message");
            var properties = Properties(body);
            if (!properties.TryGetValue("socket-type", out var type) || !peerTypes.Contains(System.Text.Encoding.ASCII.GetString(type)))
                throw new WireException($"a {socketType} socket talks to {string.Join(" or ", peerTypes)}");
            connection.Identity = properties.GetValueOrDefault("identity", []);
            if (connection.Identity.Length > 255)
                throw new WireException("an identity has at most 255 bytes");
            return connection;
        }
        catch (OperationCanceledException)
        {
            connection.Dispose();
            throw new WireException("the handshake took too long");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The next message, or <see langword="null"/> when the peer is gone.</summary>
    /// <exception cref="WireException">The peer breaks the protocol.</exception>
    public async Task<byte[][]?> ReceiveAsync()
    {
        var frames = new List<byte[]>();
        var left = WireLimits.MessageBytes;
        while (true)
        {
            byte flags;
            byte[] body;
            try
            {
                (flags, body) = await ReadFrameAsync(left, default).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException or EndOfStreamException)
            {
                return null;
            }

            if ((flags & Command) != 0)
            {
                Answer(body);
                continue;
            }

            left -= body.Length;
            frames.Add(body);
            if (frames.Count > WireLimits.Frames)
                throw new WireException($"a message has at most {WireLimits.Frames} frames");
            if ((flags & More) == 0)
                return [.. frames];
        }
    }

    /// <summary>Queues a message. Waits while a slow peer's queue is full, and gives the peer up after a while.</summary>
    /// <param name="frames">The frames.</param>
    public void Send(ReadOnlySpan<byte[]> frames) => queue.Add(frames);

    /// <summary>Waits until what is queued has been written, for at most a second.</summary>
    public void Drain() => queue.Drain(TimeSpan.FromSeconds(1));

    public void Dispose()
    {
        queue.Dispose();
        socket.Dispose();
    }

    internal static int WriteHeader(Span<byte> target, int length, bool hasMore, bool isCommand)
    {
        var flags = (byte)((hasMore ? More : 0) | (isCommand ? Command : 0));
        if (length <= 255)
        {
            target[0] = flags;
            target[1] = (byte)length;
            return 2;
        }

        target[0] = (byte)(flags | Long);
        BinaryPrimitives.WriteInt64BigEndian(target[1..], length);
        return 9;
    }

    // A PING must be answered; everything else a later version may say is none of ours.
    private void Answer(ReadOnlySpan<byte> command)
    {
        if (command.Length < 7 || !command[..5].SequenceEqual("\u0004PING"u8))
            return;
        byte[] pong = [.. "\u0004PONG"u8, .. command[7..]];
        var frame = new byte[9 + pong.Length];
        var header = WriteHeader(frame, pong.Length, hasMore: false, isCommand: true);
        pong.CopyTo(frame, header);
        queue.AddRaw(frame[..(header + pong.Length)]);
    }

    private async ValueTask<(byte Flags, byte[] Body)> ReadFrameAsync(long limit, CancellationToken cancellation)
    {
        var head = new byte[9];
        await reader.ReadExactlyAsync(head.AsMemory(0, 2), cancellation).ConfigureAwait(false);
        var flags = head[0];
        if ((flags & ~(More | Long | Command)) != 0)
            throw new WireException($"a frame has unknown flags {flags:x2}");
        long length = head[1];
        if ((flags & Long) != 0)
        {
            await reader.ReadExactlyAsync(head.AsMemory(2, 7), cancellation).ConfigureAwait(false);
            length = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(1));
        }

        if (length < 0 || length > limit)
            throw new WireException($"a message is larger than {WireLimits.MessageBytes >> 20} MiB");

        // a length is a claim: memory grows with what has really arrived
        var body = new byte[Math.Min(length, Chunk)];
        var filled = 0;
        while (true)
        {
            await reader.ReadExactlyAsync(body.AsMemory(filled), cancellation).ConfigureAwait(false);
            filled = body.Length;
            if (filled == length)
                return (flags, body);
            Array.Resize(ref body, (int)Math.Min(length, (long)filled * 4));
        }
    }

    private static byte[] Greeting()
    {
        var greeting = new byte[GreetingBytes];
        greeting[0] = 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3; // version 3.0: subscriptions then come as plain messages
        Mechanism().CopyTo(greeting.AsSpan(12));
        return greeting;
    }

    private static ReadOnlySpan<byte> Mechanism() => "NULL\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8;

    private static byte[] Ready(string socketType)
    {
        var body = new List<byte>();
        body.AddRange("\u0005READY"u8);
        Add("Socket-Type"u8, System.Text.Encoding.ASCII.GetBytes(socketType));
        Add("Identity"u8, []);
        return [Command, (byte)body.Count, .. body];

        void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
        {
            body.Add((byte)name.Length);
            body.AddRange(name);
            body.AddRange([0, 0, 0, (byte)value.Length]);
            body.AddRange(value);
        }
    }

    private static Dictionary<string, byte[]> Properties(ReadOnlySpan<byte> ready)
    {
        if (ready.Length < 6 || !ready[..6].SequenceEqual("\u0005READY"u8))
            throw new WireException("expected a READY command");
        var properties = new Dictionary<string, byte[]>();
        var rest = ready[6..];
        while (rest.Length > 0)
        {
            var nameLength = rest[0];
            if (rest.Length < 1 + nameLength + 4)
                throw new WireException("a property of the READY command is cut off");
            var name = System.Text.Encoding.ASCII.GetString(rest.Slice(1, nameLength)).ToLowerInvariant();
            var valueLength = BinaryPrimitives.ReadUInt32BigEndian(rest[(1 + nameLength)..]);
            rest = rest[(5 + nameLength)..];
            if (valueLength > rest.Length)
                throw new WireException("a property of the READY command is cut off");
            properties[name] = rest[..(int)valueLength].ToArray();
            rest = rest[(int)valueLength..];
        }

        return properties;
    }
}
