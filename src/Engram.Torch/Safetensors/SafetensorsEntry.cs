using static TorchSharp.torch;

namespace Engram.Torch;

/// <summary>What a file's header says of one tensor.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="DType">The element type as the format writes it, such as <c>F32</c>.</param>
/// <param name="Shape">Sizes of the dimensions; empty for a scalar.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">The byte after the last.</param>
public sealed record SafetensorsEntry(string Name, string DType, long[] Shape, long Begin, long End)
{
    /// <summary>Torch's element type; none where torch has no such type (unsigned integers above 8 bits, 8-bit floats).</summary>
    public ScalarType? ScalarType => SafetensorsTypes.Find(DType)?.Scalar;
}
