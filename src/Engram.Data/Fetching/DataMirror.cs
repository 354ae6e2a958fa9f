namespace Engram.Data;

/// <summary>A second place for files: a folder or an address.</summary>
/// <param name="Location">Folder, or http address.</param>
public sealed record DataMirror(string Location)
{
    /// <summary>Whether it is a folder that can be read in place.</summary>
    public bool IsFolder { get; } = !(Location.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || Location.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    internal string Of(string path) => IsFolder ? Path.Combine(Location, path) : $"{Location.TrimEnd('/')}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";
}
