namespace Engram.Modeling.Configuration;

/// <summary>A setting is missing, unknown or out of its range.</summary>
public sealed class ConfigException : ArgumentException
{
    /// <summary>No details; prefer the constructor with a message.</summary>
    public ConfigException()
    {
    }

    /// <summary>A message.</summary>
    /// <param name="message">What was expected, what came, what to do.</param>
    public ConfigException(string message)
        : base(message)
    {
    }

    /// <summary>A message with its cause.</summary>
    /// <param name="message">What was expected, what came, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ConfigException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
