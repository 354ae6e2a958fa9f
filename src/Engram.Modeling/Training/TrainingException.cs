namespace Engram.Modeling.Training;

/// <summary>A training cannot go on. The weights are those before the step that failed.</summary>
public sealed class TrainingException : InvalidOperationException
{
    /// <summary>No details; prefer the constructor with a message.</summary>
    public TrainingException()
    {
    }

    /// <summary>A message.</summary>
    /// <param name="message">What was expected, what came, what to do.</param>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>A message with its cause.</summary>
    /// <param name="message">What was expected, what came, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public TrainingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
