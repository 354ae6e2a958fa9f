namespace Engram.Data;

/// <summary>Data are not there, not complete or not what their manifest says.</summary>
public sealed class DataException : IOException
{
    /// <summary>No details; prefer the other constructors.</summary>
    public DataException()
    {
    }

    /// <summary>Names data set, file and cause, and what to do.</summary>
    /// <param name="message">The message.</param>
    public DataException(string message)
        : base(message)
    {
    }

    /// <summary>Names data set, file and cause, and what to do.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public DataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal DataException(DataFault fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>Why, for code that decides by it.</summary>
    public DataFault Fault { get; }
}
