namespace Engram.Torch.Distributed;

/// <summary>A group of processes cannot be formed, or one of its collectives failed.</summary>
public sealed class DistributedException : Exception
{
    /// <summary>An exception without a message.</summary>
    public DistributedException()
    {
    }

    /// <summary>An exception.</summary>
    /// <param name="message">What was expected, what came, what to do.</param>
    public DistributedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">What was expected, what came, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DistributedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
