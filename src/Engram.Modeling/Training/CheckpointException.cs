namespace Engram.Modeling.Training;

/// <summary>A checkpoint is damaged, or belongs to another training.</summary>
public sealed class CheckpointException : FormatException
{
    /// <summary>No details; prefer the constructor with a message.</summary>
    public CheckpointException()
    {
    }

    /// <summary>A message.</summary>
    /// <param name="message">Which file, what was expected, what came, what to do.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>A message with its cause.</summary>
    /// <param name="message">Which file, what was expected, what came, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public CheckpointException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
