using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Engram.Tests;

/// <summary>An HTTP server on the loopback interface that answers with whatever bytes a test wants, then closes the connection or drips on.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<LoopbackRequest> requests = new();
    private readonly Func<LoopbackRequest, byte[]> answer;
    private readonly CancellationTokenSource end = new();
    private int count;

    /// <param name="answer">From a request to the whole response.</param>
    public LoopbackServer(Func<LoopbackRequest, byte[]> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>Whether a response goes on for ever, a byte every 20 ms.</summary>
    public Func<LoopbackRequest, bool> Drips { get; init; } = _ => false;

    public IReadOnlyList<LoopbackRequest> Requests => [.. requests];

    public string Root => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public string Url => $"{Root}/a.bin";

    public static byte[] Response(string status, byte[] body, int? length = null, string extra = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length ?? body.Length}\r\nConnection: close\r\n{extra}\r\n"), .. body];

    public static byte[] Partial(byte[] whole, long from, string extra = "") =>
        Response("206 Partial Content", whole[(int)from..], extra: $"Content-Range: bytes {from}-{whole.Length - 1}/{whole.Length}\r\n{extra}");

    /// <summary>A server that keeps the rules: ranges, and If-Range with its tag.</summary>
    public static byte[] Serve(LoopbackRequest request, byte[] content, string tag = "\"v1\"") =>
        request.From is { } from && (request.IfRange is null || request.IfRange == tag)
            ? Partial(content, from, $"ETag: {tag}\r\n")
            : Response("200 OK", content, extra: $"ETag: {tag}\r\n");

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(end.Token);
            _ = Task.Run(() => AnswerAsync(client));
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync() ?? "").Split(' ') is [_, var target, ..] ? target : "";
            long? from = null;
            string? ifRange = null;
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                    from = long.Parse(line[13..].TrimEnd('-'));
                if (line.StartsWith("If-Range: ", StringComparison.OrdinalIgnoreCase))
                    ifRange = line[10..];
            }

            var request = new LoopbackRequest(Interlocked.Increment(ref count), path, from, ifRange);
            requests.Enqueue(request);
            await stream.WriteAsync(answer(request));
            while (Drips(request))
            {
                await Task.Delay(20, end.Token);
                await stream.WriteAsync(new byte[1]);
            }
        }
    }
}
