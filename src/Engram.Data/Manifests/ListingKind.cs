namespace Engram.Data;

/// <summary>How a publisher lists the files of a data set.</summary>
public enum ListingKind
{
    /// <summary>A text of <c>checksum  path</c> lines beside the files (<c>SHA256SUMS.txt</c>); lengths are not told.</summary>
    Sha256Sums,

    /// <summary>A record of Zenodo's API: names, lengths and MD5 sums.</summary>
    Zenodo,

    /// <summary>The tree of Hugging Face's API: lengths, SHA-256 of large files, git's blob names of small ones.</summary>
    HuggingFace,
}
