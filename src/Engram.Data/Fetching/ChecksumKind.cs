namespace Engram.Data;

/// <summary>The checksums that publishers give.</summary>
public enum ChecksumKind
{
    /// <summary>SHA-256 of the content.</summary>
    Sha256,

    /// <summary>SHA-1 of git's header and the content: how git names a file.</summary>
    GitBlob,

    /// <summary>MD5 of the content: finds damage, not malice.</summary>
    Md5,
}
