namespace Engram.Notebooks.Kernel.Wire;

/// <summary>A peer broke the protocol; its connection is closed and nothing else suffers.</summary>
internal sealed class WireException(string message) : Exception(message);
