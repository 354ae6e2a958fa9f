namespace Engram.Data;

/// <summary>A complete fetch.</summary>
/// <param name="Folder">Where the files are.</param>
/// <param name="Files">The files asked for.</param>
/// <param name="Copied">How many came from a mirror on disk.</param>
/// <param name="Downloaded">How many came over the network.</param>
public sealed record FetchResult(string Folder, IReadOnlyList<string> Files, int Copied, int Downloaded);
