namespace Engram.Notebooks.Kernel.Wire;

/// <summary>The five sockets of a Jupyter kernel.</summary>
internal enum WireChannel
{
    /// <summary>Requests in order: execute, complete, inspect.</summary>
    Shell,

    /// <summary>Requests that must not wait for a running cell: interrupt, shutdown.</summary>
    Control,

    /// <summary>Lines that a cell asks for.</summary>
    Stdin,

    /// <summary>What cells show, to all clients.</summary>
    IOPub,

    /// <summary>Echoes, to prove that the process lives.</summary>
    Heartbeat,
}
