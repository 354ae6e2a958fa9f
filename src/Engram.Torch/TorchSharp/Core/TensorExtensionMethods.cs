using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentException($"Expected an element type of tensors, got {type}."),
    };

    public static ReadOnlySpan<int> IntShape(this Tensor tensor) => Array.ConvertAll(tensor.shape, size => checked((int)size));

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
        where T : unmanaged => from_array(rawArray).reshape(dimensions).requires_grad_(requires_grad);

    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false)
        where T : unmanaged => from_array(new[] { scalar }, null, device).reshape().requires_grad_(requires_grad);

    public static float ToSingle(this Tensor value) => (float)value.ToScalar().AsDouble;

    public static double ToDouble(this Tensor value) => value.ToScalar().AsDouble;

    public static Half ToHalf(this Tensor value) => (Half)value.ToScalar().AsDouble;

    public static sbyte ToSByte(this Tensor value) => (sbyte)value.ToScalar().AsLong;

    public static byte ToByte(this Tensor value) => (byte)value.ToScalar().AsLong;

    public static short ToInt16(this Tensor value) => (short)value.ToScalar().AsLong;

    public static int ToInt32(this Tensor value) => (int)value.ToScalar().AsLong;

    public static long ToInt64(this Tensor value) => value.ToScalar().AsLong;

    public static bool ToBoolean(this Tensor value) => value.ToScalar().AsDouble != 0;

    public static (float, float) ToComplexFloat32(this Tensor value) => value.ToScalar().ToComplexFloat32();

    public static Complex ToComplexFloat64(this Tensor value) => value.ToScalar().ToComplexFloat64();

    public static (float, float) ToComplex32(this Tensor value) => value.ToComplexFloat32();

    public static Complex ToComplex64(this Tensor value) => value.ToComplexFloat64();
}
