namespace Engram.Notebooks.Documents;

/// <summary>A file is no C# notebook, or a parameter does not fit it.</summary>
public sealed class NotebookException : Exception
{
    /// <summary>No details; prefer the other constructors.</summary>
    public NotebookException()
    {
    }

    /// <summary>What is wrong, with the file's name.</summary>
    /// <param name="message">The message.</param>
    public NotebookException(string message)
        : base(message)
    {
    }

    /// <summary>What is wrong, and why.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public NotebookException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
