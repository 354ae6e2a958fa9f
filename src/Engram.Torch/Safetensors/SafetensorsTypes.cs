using static TorchSharp.torch;

namespace Engram.Torch;

/// <summary>The format's element types, in the order in which its reference implementation writes them.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, int Size, ScalarType? Scalar)[] All =
    [
        ("C64", 8, ScalarType.ComplexFloat32), ("U64", 8, null), ("I64", 8, ScalarType.Int64), ("F64", 8, ScalarType.Float64),
        ("F32", 4, ScalarType.Float32), ("U32", 4, null), ("I32", 4, ScalarType.Int32),
        ("BF16", 2, ScalarType.BFloat16), ("F16", 2, ScalarType.Float16), ("U16", 2, null), ("I16", 2, ScalarType.Int16),
        ("F8_E4M3", 1, null), ("F8_E5M2", 1, null), ("I8", 1, ScalarType.Int8), ("U8", 1, ScalarType.Byte), ("BOOL", 1, ScalarType.Bool),
    ];

    internal static (string Name, int Size, ScalarType? Scalar)? Find(string name)
    {
        var index = Array.FindIndex(All, t => t.Name == name);
        return index < 0 ? null : All[index];
    }

    /// <summary>The place in the order of writing, the name and the size of a torch type; none where the format lacks it.</summary>
    internal static (int Order, string Name, int Size)? Find(ScalarType type)
    {
        var index = Array.FindIndex(All, t => t.Scalar == type);
        return index < 0 ? null : (index, All[index].Name, All[index].Size);
    }
}
