using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>libtorch's kernels that act on a whole list of tensors in one call.</summary>
internal static class Foreach
{
    private static readonly Operator AddListOperator = new("aten::_foreach_add", "List");
    private static readonly Operator AddListInPlace = new("aten::_foreach_add_", "List");
    private static readonly Operator AddScalarInPlace = new("aten::_foreach_add_", "Scalar");
    private static readonly Operator MulScalarInPlace = new("aten::_foreach_mul_", "Scalar");
    private static readonly Operator DivScalarInPlace = new("aten::_foreach_div_", "Scalar");
    private static readonly Operator AddcmulInPlace = new("aten::_foreach_addcmul_", "Scalar");
    private static readonly Operator AddcdivInPlace = new("aten::_foreach_addcdiv_", "Scalar");
    private static readonly Operator SqrtOperator = new("aten::_foreach_sqrt");
    private static readonly Operator NegOperator = new("aten::_foreach_neg");
    private static readonly Operator MaximumInPlace = new("aten::_foreach_maximum_", "List");

    internal static Tensor[] Add(Tensor[] self, Tensor[] other, double alpha)
    {
        var call = new OperatorCall(AddListOperator, stackalloc NativeValue[19]);
        call.Add((ReadOnlySpan<Tensor>)self);
        call.Add((ReadOnlySpan<Tensor>)other);
        call.Add(alpha);
        var result = call.InvokeList();
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return result;
    }

    internal static Tensor[] Sqrt(Tensor[] self) => Unary(SqrtOperator, self);

    internal static Tensor[] Neg(Tensor[] self) => Unary(NegOperator, self);

    internal static void AddInPlace(Tensor[] self, Tensor[] other, double alpha)
    {
        var call = new OperatorCall(AddListInPlace, stackalloc NativeValue[19]);
        call.Add((ReadOnlySpan<Tensor>)self);
        call.Add((ReadOnlySpan<Tensor>)other);
        call.Add(alpha);
        call.InvokeVoid();
        GC.KeepAlive(self);
        GC.KeepAlive(other);
    }

    internal static void AddInPlace(Tensor[] self, double value) => Scalar(AddScalarInPlace, self, value);

    internal static void MulInPlace(Tensor[] self, double value) => Scalar(MulScalarInPlace, self, value);

    internal static void DivInPlace(Tensor[] self, double value) => Scalar(DivScalarInPlace, self, value);

    internal static void AddcmulInPlace_(Tensor[] self, Tensor[] first, Tensor[] second, double value) => Ternary(AddcmulInPlace, self, first, second, value);

    internal static void AddcdivInPlace_(Tensor[] self, Tensor[] first, Tensor[] second, double value) => Ternary(AddcdivInPlace, self, first, second, value);

    internal static void MaximumInPlace_(Tensor[] self, Tensor[] other)
    {
        if (!MaximumInPlace.IsRegistered)
        {
            for (var i = 0; i < self.Length; i++)
                self[i].copy_(self[i].maximum(other[i]));
            return;
        }

        var call = new OperatorCall(MaximumInPlace, stackalloc NativeValue[18]);
        call.Add((ReadOnlySpan<Tensor>)self);
        call.Add((ReadOnlySpan<Tensor>)other);
        call.InvokeVoid();
        GC.KeepAlive(self);
        GC.KeepAlive(other);
    }

    private static Tensor[] Unary(Operator op, Tensor[] self)
    {
        var call = new OperatorCall(op, stackalloc NativeValue[17]);
        call.Add((ReadOnlySpan<Tensor>)self);
        var result = call.InvokeList();
        GC.KeepAlive(self);
        return result;
    }

    private static void Scalar(Operator op, Tensor[] self, double value)
    {
        var call = new OperatorCall(op, stackalloc NativeValue[18]);
        call.Add((ReadOnlySpan<Tensor>)self);
        call.Add(value);
        call.InvokeVoid();
        GC.KeepAlive(self);
    }

    private static void Ternary(Operator op, Tensor[] self, Tensor[] first, Tensor[] second, double value)
    {
        var call = new OperatorCall(op, stackalloc NativeValue[20]);
        call.Add((ReadOnlySpan<Tensor>)self);
        call.Add((ReadOnlySpan<Tensor>)first);
        call.Add((ReadOnlySpan<Tensor>)second);
        call.Add(value);
        call.InvokeVoid();
        GC.KeepAlive(self);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
    }
}
