namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator ResultType = new("aten::result_type", "Tensor");
    private static readonly Operator PromoteTypes = new("aten::promote_types");
    private static readonly Operator CanCast = new("aten::can_cast");

    public static ScalarType result_type(Tensor tensor1, Tensor tensor2)
    {
        var call = new OperatorCall(ResultType, stackalloc NativeValue[2]);
        call.Add(tensor1);
        call.Add(tensor2);
        var result = (ScalarType)call.InvokeLong();
        GC.KeepAlive(tensor1);
        GC.KeepAlive(tensor2);
        return result;
    }

    public static bool can_cast(ScalarType from, ScalarType to)
    {
        var call = new OperatorCall(CanCast, stackalloc NativeValue[2]);
        call.Add((ScalarType?)from);
        call.Add((ScalarType?)to);
        return call.InvokeBool();
    }

    public static ScalarType promote_types(ScalarType type1, ScalarType type2)
    {
        var call = new OperatorCall(PromoteTypes, stackalloc NativeValue[2]);
        call.Add((ScalarType?)type1);
        call.Add((ScalarType?)type2);
        return (ScalarType)call.InvokeLong();
    }

    /// <summary>The shape that tensors of these shapes broadcast to.</summary>
    /// <exception cref="ArgumentException">Two sizes differ and neither is 1.</exception>
    public static Size broadcast_shapes(params long[][] shapes)
    {
        var result = new long[shapes.Length == 0 ? 0 : shapes.Max(s => s.Length)];
        Array.Fill(result, 1);
        foreach (var shape in shapes)
        {
            for (var i = 1; i <= shape.Length; i++)
            {
                ref var size = ref result[^i];
                if (shape[^i] == 1 || shape[^i] == size)
                    continue;
                if (size != 1)
                    throw new ArgumentException($"broadcast_shapes: sizes {size} and {shape[^i]} differ in dimension -{i}; expected equal sizes or 1.", nameof(shapes));
                size = shape[^i];
            }
        }

        return new Size(result);
    }

    public static bool is_tensor(object obj) => obj is Tensor;

}
