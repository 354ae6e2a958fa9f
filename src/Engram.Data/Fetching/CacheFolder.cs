namespace Engram.Data;

/// <summary>The layout of the cache: <c>NAME/…</c> the files, <c>.data/NAME/</c> what is known about them, <c>.verified/</c> what was compared already.</summary>
internal sealed record CacheFolder(string Root)
{
    public string Files(string dataSet) => Path.Combine(Root, dataSet);

    public string State(string dataSet) => Path.Combine(Root, ".data", dataSet);

    public string Verified => Path.Combine(Root, ".verified");
}
