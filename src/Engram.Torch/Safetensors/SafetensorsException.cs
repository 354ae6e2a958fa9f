namespace Engram.Torch;

/// <summary>A safetensors file is not what its header claims, or a tensor cannot be written as one.</summary>
public sealed class SafetensorsException : FormatException
{
    /// <summary>No details; prefer the constructor that names file, tensor and field.</summary>
    public SafetensorsException()
    {
    }

    /// <summary>A message alone; prefer the constructor that names file, tensor and field.</summary>
    /// <param name="message">The message.</param>
    public SafetensorsException(string message)
        : base(message)
    {
    }

    /// <summary>A message with its cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public SafetensorsException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says where the lie is.</summary>
    /// <param name="file">The path.</param>
    /// <param name="tensor">The tensor's name; none where the whole file is meant.</param>
    /// <param name="field">The field of the header, such as <c>data_offsets</c>.</param>
    /// <param name="problem">What was expected and what came.</param>
    /// <param name="innerException">The cause.</param>
    public SafetensorsException(string file, string? tensor, string field, string problem, Exception? innerException = null)
        : base($"{file}: {(tensor is null ? "" : $"tensor '{tensor}', ")}{field}: {problem}", innerException) =>
        (File, Tensor, Field) = (file, tensor, field);

    /// <summary>The path of the file.</summary>
    public string? File { get; }

    /// <summary>The tensor whose entry is wrong.</summary>
    public string? Tensor { get; }

    /// <summary>The field that is wrong.</summary>
    public string? Field { get; }
}
