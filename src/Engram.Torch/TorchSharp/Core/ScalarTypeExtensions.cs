using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

internal static class ScalarTypeExtensions
{
    internal static Type ManagedType(this ScalarType type) => type switch
    {
        ScalarType.Byte => typeof(byte),
        ScalarType.Int8 => typeof(sbyte),
        ScalarType.Int16 => typeof(short),
        ScalarType.Int32 => typeof(int),
        ScalarType.Int64 => typeof(long),
        ScalarType.Float16 => typeof(Half),
        ScalarType.Float32 => typeof(float),
        ScalarType.Float64 => typeof(double),
        ScalarType.ComplexFloat32 => typeof((float, float)),
        ScalarType.ComplexFloat64 => typeof(Complex),
        ScalarType.Bool => typeof(bool),
        ScalarType.BFloat16 => typeof(float),
        _ => throw new ArgumentException($"No .NET type stands for {type}."),
    };

    internal static ScalarType ToScalarType(this Type type)
    {
        foreach (var candidate in Enum.GetValues<ScalarType>())
        {
            if (candidate != ScalarType.BFloat16 && candidate.ManagedType() == type)
                return candidate;
        }

        throw new ArgumentException($"Expected an element type that tensors have (bool, byte, sbyte, short, int, long, Half, float, double, (float, float), Complex), got {type.Name}.");
    }
}
