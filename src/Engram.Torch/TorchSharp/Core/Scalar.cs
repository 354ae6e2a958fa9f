using System.Numerics;

namespace TorchSharp;

/// <summary>A number of any scalar type. It is held by value on the managed side: passing it to an operator costs no native object.</summary>
public sealed class Scalar : IDisposable
{
    internal enum NumberKind
    {
        Boolean,
        Integer,
        Real,
        Complex,
    }

    private Scalar(torch.ScalarType type, NumberKind kind, long integer, double real, double imaginary = 0)
    {
        Type = type;
        Kind = kind;
        Integer = integer;
        Real = real;
        Imaginary = imaginary;
    }

    public torch.ScalarType Type { get; }

    internal NumberKind Kind { get; }

    internal long Integer { get; }

    internal double Real { get; }

    internal double Imaginary { get; }

    internal double AsDouble => Kind is NumberKind.Integer or NumberKind.Boolean ? Integer : Real;

    internal long AsLong => Kind is NumberKind.Integer or NumberKind.Boolean ? Integer : checked((long)Real);

    internal static Scalar BFloat16(float value) => new(torch.ScalarType.BFloat16, NumberKind.Real, 0, value);

    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Byte, NumberKind.Integer, value, value);

    public static implicit operator Scalar(sbyte value) => new(torch.ScalarType.Int8, NumberKind.Integer, value, value);

    public static implicit operator Scalar(short value) => new(torch.ScalarType.Int16, NumberKind.Integer, value, value);

    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int32, NumberKind.Integer, value, value);

    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, NumberKind.Integer, value, value);

    public static implicit operator Scalar(Half value) => new(torch.ScalarType.Float16, NumberKind.Real, 0, (double)value);

    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float32, NumberKind.Real, 0, value);

    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, NumberKind.Real, 0, value);

    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, NumberKind.Boolean, value ? 1 : 0, 0);

    public static implicit operator Scalar((float, float) value) => new(torch.ScalarType.ComplexFloat32, NumberKind.Complex, 0, value.Item1, value.Item2);

    public static implicit operator Scalar(Complex value) => new(torch.ScalarType.ComplexFloat64, NumberKind.Complex, 0, value.Real, value.Imaginary);

    /// <summary>There is nothing to free; kept for code written for TorchSharp.</summary>
    public void Dispose()
    {
    }

    public override string ToString() => Kind switch
    {
        NumberKind.Boolean => Integer != 0 ? "True" : "False",
        NumberKind.Integer => Integer.ToString(System.Globalization.CultureInfo.InvariantCulture),
        NumberKind.Real => Real.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => $"{Real}+{Imaginary}i",
    };
}
