namespace Engram.Data;

/// <summary>A file as it arrived.</summary>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Checksum on arrival.</param>
/// <param name="IsPinned">Whether it was accepted without a published checksum.</param>
internal sealed record DataInventoryEntry(long Bytes, string Sha256, bool IsPinned);
