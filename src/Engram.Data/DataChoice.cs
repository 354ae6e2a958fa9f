namespace Engram.Data;

/// <summary>Which data an experiment runs on.</summary>
/// <param name="Folder">Folder of the real data; <see langword="null"/> for simulated ones.</param>
/// <param name="Sentence">Says so plainly, for the reader.</param>
public sealed record DataChoice(string? Folder, string Sentence)
{
    /// <summary>Whether the data are real.</summary>
    public bool IsReal => Folder is not null;

    /// <inheritdoc/>
    public override string ToString() => Sentence;
}
