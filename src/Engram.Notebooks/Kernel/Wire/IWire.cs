namespace Engram.Notebooks.Kernel.Wire;

/// <summary>Carries multipart messages between the kernel and its clients. The transport behind it can be exchanged.</summary>
internal interface IWire : IDisposable
{
    /// <summary>The next message of a channel: the sender's identity, then its frames. Waits; <see langword="null"/> once the wire is closed.</summary>
    /// <param name="channel">Shell, control or stdin.</param>
    ValueTask<byte[][]?> ReceiveAsync(WireChannel channel);

    /// <summary>The next message of a channel if one has come already.</summary>
    /// <param name="channel">Shell, control or stdin.</param>
    byte[][]? TryReceive(WireChannel channel);

    /// <summary>Sends a message: to the client whose identity is the first frame, or on IOPub to all that subscribed to its topic.</summary>
    /// <param name="channel">Any but the heartbeat.</param>
    /// <param name="frames">The frames.</param>
    void Send(WireChannel channel, byte[][] frames);
}
