namespace Engram.Data;

/// <summary>Why data cannot be had.</summary>
public enum DataFault
{
    /// <summary>No such data set, record or file.</summary>
    Unknown,

    /// <summary>The manifest or a listing is not what it should be.</summary>
    Manifest,

    /// <summary>Files are not here and have no address, or their owner asks for a form first.</summary>
    Access,

    /// <summary>Files are not here and fetching was forbidden.</summary>
    Offline,

    /// <summary>The server cannot be reached, refuses, or breaks off too often.</summary>
    Network,

    /// <summary>Bytes differ from the published checksum or length.</summary>
    Checksum,

    /// <summary>No checksum is published and none was accepted.</summary>
    Unchecked,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>Another process holds the data set for too long.</summary>
    Locked,

    /// <summary>The cache cannot be read or written.</summary>
    Storage,
}
