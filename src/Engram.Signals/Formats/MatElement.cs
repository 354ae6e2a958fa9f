namespace Engram.Signals.Formats;

/// <summary>One element of a MAT file: a type and its bytes.</summary>
/// <param name="Type">Code of the type.</param>
/// <param name="Offset">Where it begins in the file or in the unpacked block, for messages.</param>
/// <param name="Data">Its bytes.</param>
internal readonly record struct MatElement(int Type, int Offset, ReadOnlyMemory<byte> Data);
