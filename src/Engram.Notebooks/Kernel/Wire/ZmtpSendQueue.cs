using System.Net.Sockets;

namespace Engram.Notebooks.Kernel.Wire;

/// <summary>Messages on their way to one peer, written by a thread of the pool in order.</summary>
/// <param name="stream">The connection.</param>
/// <param name="giveUp">Called once when the peer is gone or stands still.</param>
internal sealed class ZmtpSendQueue(NetworkStream stream, Action giveUp) : IDisposable
{
    private const int SmallWrite = 64 << 10;
    private readonly Queue<byte[]> parts = new();
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim hasRoom = new(true);
    private readonly ManualResetEventSlim isEmpty = new(true);
    private long queued;
    private bool isWriting;
    private bool isClosed;

    /// <summary>Queues a message; waits while the queue is full.</summary>
    public void Add(ReadOnlySpan<byte[]> frames)
    {
        if (!hasRoom.Wait(WireLimits.Stall))
        {
            giveUp();
            return;
        }

        lock (gate)
        {
            if (isClosed)
                return;
            Span<byte> header = stackalloc byte[9];
            for (var i = 0; i < frames.Length; i++)
            {
                var length = ZmtpConnection.WriteHeader(header, frames[i].Length, hasMore: i < frames.Length - 1, isCommand: false);
                Enqueue(header[..length].ToArray());
                Enqueue(frames[i]);
            }

            Start();
        }
    }

    /// <summary>Queues bytes that are framed already.</summary>
    public void AddRaw(byte[] bytes)
    {
        lock (gate)
        {
            if (isClosed)
                return;
            Enqueue(bytes);
            Start();
        }
    }

    /// <summary>Waits until all is written.</summary>
    public void Drain(TimeSpan limit) => isEmpty.Wait(limit);

    /// <summary>Drops what waits.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            parts.Clear();
            queued = 0;
            hasRoom.Set(); // the events themselves stay: a sender may be waiting on one
            isEmpty.Set();
        }
    }

    private void Enqueue(byte[] part)
    {
        parts.Enqueue(part);
        queued += part.Length;
        isEmpty.Reset();
        if (queued > WireLimits.QueuedBytes)
            hasRoom.Reset();
    }

    private void Start()
    {
        if (isWriting)
            return;
        isWriting = true;
        _ = Task.Run(WriteAsync);
    }

    private async Task WriteAsync()
    {
        var small = new byte[SmallWrite];
        try
        {
            while (true)
            {
                var filled = 0;
                byte[]? large = null;
                lock (gate)
                {
                    // small parts share one write; a large one goes by itself, uncopied
                    while (parts.TryPeek(out var next))
                    {
                        if (next.Length > SmallWrite - filled)
                        {
                            if (filled == 0)
                                large = parts.Dequeue();
                            break;
                        }

                        next.CopyTo(small, filled);
                        filled += parts.Dequeue().Length;
                    }

                    if (filled == 0 && large is null)
                    {
                        isWriting = false;
                        isEmpty.Set();
                        return;
                    }
                }

                var bytes = large is null ? small.AsMemory(0, filled) : large;
                await stream.WriteAsync(bytes).ConfigureAwait(false);
                lock (gate)
                {
                    queued -= bytes.Length;
                    if (queued <= WireLimits.QueuedBytes / 2)
                        hasRoom.Set();
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            giveUp();
        }
    }
}
