using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The elements of a tensor as text, by their position in row-major order.</summary>
internal sealed unsafe class ElementText : IDisposable
{
    private readonly TensorFormat format;
    private readonly Tensor dense;
    private readonly void* memory;

    internal ElementText(Tensor tensor, TensorFormat format)
    {
        this.format = format;
        Shape = tensor.shape;
        Type = tensor.dtype;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        dense = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous().DetachFromDisposeScope();
        memory = dense.Metadata().Data;
    }

    internal long[] Shape { get; }

    internal ScalarType Type { get; }

    internal string this[long index] => Type switch
    {
        ScalarType.Bool => ((bool*)memory)[index] ? "True" : "False",
        ScalarType.Byte => Integer(((byte*)memory)[index]),
        ScalarType.Int8 => Integer(((sbyte*)memory)[index]),
        ScalarType.Int16 => Integer(((short*)memory)[index]),
        ScalarType.Int32 => Integer(((int*)memory)[index]),
        ScalarType.Int64 => Integer(((long*)memory)[index]),
        ScalarType.Float16 => Real((float)((Half*)memory)[index]),
        ScalarType.BFloat16 => Real(BitConverter.Int32BitsToSingle(((ushort*)memory)[index] << 16)),
        ScalarType.Float32 => Real(((float*)memory)[index]),
        ScalarType.Float64 => Real(((double*)memory)[index]),
        ScalarType.ComplexFloat32 => Complex(((float*)memory)[2 * index], ((float*)memory)[(2 * index) + 1]),
        _ => Complex(((Complex*)memory)[index].Real, ((Complex*)memory)[index].Imaginary),
    };

    public void Dispose() => dense.Dispose();

    private string Integer(long value) => value.ToString(format.Numbers);

    private string Real<T>(T value)
        where T : IFormattable => value.ToString(format.FloatFormat, format.Numbers);

    private string Complex<T>(T real, T imaginary)
        where T : INumber<T> =>
        T.IsZero(imaginary) ? Real(real) : (T.IsZero(real) ? "" : Real(real) + "+") + Real(imaginary) + "i";
}
