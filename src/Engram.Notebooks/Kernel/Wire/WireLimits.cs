namespace Engram.Notebooks.Kernel.Wire;

/// <summary>What a peer may ask of us. Sizes are checked before memory is reserved.</summary>
internal static class WireLimits
{
    /// <summary>Bytes in one message, all frames together.</summary>
    public const long MessageBytes = 256L << 20;

    /// <summary>Frames in one message.</summary>
    public const int Frames = 1024;

    /// <summary>Bytes waiting for one slow client before the sender waits for it.</summary>
    public const long QueuedBytes = 64L << 20;

    /// <summary>Messages waiting to be handled on one channel before the peer is made to wait.</summary>
    public const int WaitingMessages = 4096;

    /// <summary>Clients on one channel.</summary>
    public const int Connections = 256;

    /// <summary>Time for the greeting and the handshake.</summary>
    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(10);

    /// <summary>Time that a full queue may stand still before its client is given up.</summary>
    public static readonly TimeSpan Stall = TimeSpan.FromSeconds(10);
}
