namespace Engram.Signals.Formats;

/// <summary>One tag of a FIFF file.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Type">How its data are stored.</param>
/// <param name="Offset">First byte of its data.</param>
/// <param name="Size">Bytes of data; fewer than the tag says where the file ends.</param>
internal readonly record struct FiffTag(int Kind, int Type, long Offset, long Size);
