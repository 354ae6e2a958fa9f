namespace Engram.Signals.Formats;

/// <summary>Number types in the words of the array formats.</summary>
internal static class NumberTypes
{
    private static readonly (NumberType Type, SampleEncoding Encoding, string Numpy, string Safetensors)[] Table =
    [
        (NumberType.Int8, SampleEncoding.Int8, "i1", "I8"), (NumberType.UInt8, SampleEncoding.UInt8, "u1", "U8"), (NumberType.Int16, SampleEncoding.Int16, "i2", "I16"),
        (NumberType.UInt16, SampleEncoding.UInt16, "u2", "U16"), (NumberType.Int32, SampleEncoding.Int32, "i4", "I32"), (NumberType.UInt32, SampleEncoding.UInt32, "u4", "U32"),
        (NumberType.Int64, SampleEncoding.Int64, "i8", "I64"), (NumberType.UInt64, SampleEncoding.UInt64, "u8", "U64"), (NumberType.Float32, SampleEncoding.Float32, "f4", "F32"),
        (NumberType.Float64, SampleEncoding.Float64, "f8", "F64"),
    ];

    public static SampleEncoding Encoding(this NumberType type) => Table[(int)type].Encoding;

    public static string Numpy(this NumberType type) => (SampleDecoder.Size(type.Encoding()) == 1 ? "|" : "<") + Table[(int)type].Numpy;

    public static string Safetensors(this NumberType type) => Table[(int)type].Safetensors;

    public static NumberType? FromNumpy(string code) => code == "b1" ? NumberType.UInt8 : Array.Find(Table, t => t.Numpy == code) is { Numpy: not null } found ? found.Type : null;

    public static NumberType? FromSafetensors(string code) => code == "BOOL" ? NumberType.UInt8 : Array.Find(Table, t => t.Safetensors == code) is { Numpy: not null } found ? found.Type : null;
}
