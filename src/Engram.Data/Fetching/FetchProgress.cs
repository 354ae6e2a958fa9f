namespace Engram.Data;

/// <summary>How far a file has come.</summary>
/// <param name="Path">File inside the data set.</param>
/// <param name="Done">Bytes so far.</param>
/// <param name="Total">Bytes in all; <see langword="null"/> where nobody knows.</param>
public readonly record struct FetchProgress(string Path, long Done, long? Total);
