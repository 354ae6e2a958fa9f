namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>Wires that do not fit; the message names them.</summary>
public sealed class DiagramTypeException : Exception
{
    /// <summary>Without a message.</summary>
    public DiagramTypeException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What does not fit.</param>
    public DiagramTypeException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What does not fit.</param>
    /// <param name="innerException">The cause.</param>
    public DiagramTypeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
