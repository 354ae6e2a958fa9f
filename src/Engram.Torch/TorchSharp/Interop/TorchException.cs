using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>An error that libtorch reported. It derives from the type that TorchSharp throws, so that catch clauses fit both.</summary>
internal sealed class TorchException : ExternalException
{
    public TorchException()
    {
    }

    public TorchException(string message)
        : base(message)
    {
    }

    public TorchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
