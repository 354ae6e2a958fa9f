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
    private static readonly Operator AddScalar = new("aten::_foreach_add", "Scalar");
    private static readonly Operator MulListInPlace = new("aten::_foreach_mul_", "List");
    private static readonly Operator DivListInPlace = new("aten::_foreach_div_", "List");
    private static readonly Operator AddcmulOperator = new("aten::_foreach_addcmul", "Scalar");
    private static readonly Operator SqrtInPlaceOperator = new("aten::_foreach_sqrt_");
    private static readonly Operator AbsOperator = new("aten::_foreach_abs");
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

    internal static Tensor[] Abs(Tensor[] self) => Unary(AbsOperator, self);

    internal static void SqrtInPlace(Tensor[] self)
    {
        var call = new OperatorCall(SqrtInPlaceOperator, stackalloc NativeValue[17]);
        call.Add((ReadOnlySpan<Tensor>)self);
        call.InvokeVoid();
        GC.KeepAlive(self);
    }

    internal static Tensor[] Add(Tensor[] self, double value)
    {
        var call = new OperatorCall(AddScalar, stackalloc NativeValue[18]);
        call.Add((ReadOnlySpan<Tensor>)self);
        call.Add(value);
        var result = call.InvokeList();
        GC.KeepAlive(self);
        return result;
    }

    internal static Tensor[] Addcmul(Tensor[] self, Tensor[] first, Tensor[] second, double value)
    {
        var call = new OperatorCall(AddcmulOperator, stackalloc NativeValue[20]);
        call.Add((ReadOnlySpan<Tensor>)self);
        call.Add((ReadOnlySpan<Tensor>)first);
        call.Add((ReadOnlySpan<Tensor>)second);
        call.Add(value);
        var result = call.InvokeList();
        GC.KeepAlive(self);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
        return result;
    }

    internal static void MulInPlace(Tensor[] self, Tensor[] other) => Pairs(MulListInPlace, self, other);

    internal static void DivInPlace(Tensor[] self, Tensor[] other) => Pairs(DivListInPlace, self, other);

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

        Pairs(MaximumInPlace, self, other);
    }

    private static Tensor[] Unary(Operator op, Tensor[] self)
    {
        var call = new OperatorCall(op, stackalloc NativeValue[17]);
        call.Add((ReadOnlySpan<Tensor>)self);
        var result = call.InvokeList();
        GC.KeepAlive(self);
        return result;
    }

    private static void Pairs(Operator op, Tensor[] self, Tensor[] other)
    {
        var call = new OperatorCall(op, stackalloc NativeValue[18]);
        call.Add((ReadOnlySpan<Tensor>)self);
        call.Add((ReadOnlySpan<Tensor>)other);
        call.InvokeVoid();
        GC.KeepAlive(self);
        GC.KeepAlive(other);
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
