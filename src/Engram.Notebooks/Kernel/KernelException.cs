namespace Engram.Notebooks.Kernel;

/// <summary>The kernel cannot start, or a message is not what the protocol says.</summary>
/// <param name="message">What was expected, what came, and what to do.</param>
public sealed class KernelException(string message) : Exception(message);
