using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Engram.Data.Tests;

/// <summary>An HTTP server on the loopback interface that answers with whatever bytes a test wants, then closes the connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, long?, byte[]> answer;

    /// <param name="answer">From the number of the request (1, 2 …) and the first byte of its Range to the whole response.</param>
    public LoopbackServer(Func<int, long?, byte[]> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public int Requests { get; private set; }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/a.bin";

    public static byte[] Response(string status, byte[] body, int? length = null, string extra = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length ?? body.Length}\r\nConnection: close\r\n{extra}\r\n"), .. body];

    public static byte[] Partial(byte[] whole, long from) =>
        Response("206 Partial Content", whole[(int)from..], extra: $"Content-Range: bytes {from}-{whole.Length - 1}/{whole.Length}\r\n");

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync();
            using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            long? from = null;
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                    from = long.Parse(line[13..].TrimEnd('-'));
            }

            Requests++;
            await stream.WriteAsync(answer(Requests, from));
        }
    }
}
