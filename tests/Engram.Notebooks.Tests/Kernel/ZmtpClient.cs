using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Engram.Notebooks.Tests.Kernel;

/// <summary>A client of the other side, written from the ZMTP specification alone.</summary>
internal sealed class ZmtpClient : IDisposable
{
    private readonly TcpClient tcp = new();

    public ZmtpClient(int port)
    {
        tcp.Connect("127.0.0.1", port);
        tcp.ReceiveTimeout = 10_000;
        Stream = tcp.GetStream();
    }

    public NetworkStream Stream { get; }

    public static byte[] Greeting(string mechanism = "NULL", byte version = 3)
    {
        var greeting = new byte[64];
        (greeting[0], greeting[9], greeting[10]) = (0xFF, 0x7F, version);
        Encoding.ASCII.GetBytes(mechanism, greeting.AsSpan(12));
        return greeting;
    }

    /// <summary>Greets as a socket of a type, under a name.</summary>
    public ZmtpClient Handshake(string type, string identity = "client")
    {
        Stream.Write(Greeting());
        Stream.ReadExactly(new byte[64]);
        List<byte> ready = [.. "\u0005READY"u8];
        foreach (var (name, value) in ((string, string)[])[("Socket-Type", type), ("Identity", identity)])
            ready.AddRange([(byte)name.Length, .. Encoding.ASCII.GetBytes(name), 0, 0, 0, (byte)value.Length, .. Encoding.ASCII.GetBytes(value)]);
        Stream.Write([4, (byte)ready.Count, .. ready]);
        ReadFrame();
        return this;
    }

    public void Send(params byte[][] frames)
    {
        for (var i = 0; i < frames.Length; i++)
        {
            var length = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(length, frames[i].Length);
            Stream.Write([(byte)(2 | (i < frames.Length - 1 ? 1 : 0)), .. length]);
            Stream.Write(frames[i]);
        }
    }

    public byte[][] Receive()
    {
        var frames = new List<byte[]>();
        while (true)
        {
            var (flags, body) = ReadFrame();
            frames.Add(body);
            if ((flags & 1) == 0)
                return [.. frames];
        }
    }

    /// <summary>Whether the other side hangs up.</summary>
    public bool IsClosedByPeer()
    {
        try
        {
            var rest = new byte[4096];
            while (Stream.Read(rest) > 0)
            {
            }

            return true;
        }
        catch (IOException error)
        {
            return error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset };
        }
    }

    public void Dispose() => tcp.Dispose();

    private (byte Flags, byte[] Body) ReadFrame()
    {
        var head = new byte[9];
        Stream.ReadExactly(head, 0, 2);
        long length = head[1];
        if ((head[0] & 2) != 0)
        {
            Stream.ReadExactly(head, 2, 7);
            length = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(1));
        }

        var body = new byte[length];
        Stream.ReadExactly(body);
        return (head[0], body);
    }
}
