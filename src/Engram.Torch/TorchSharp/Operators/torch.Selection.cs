namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator GradientAlong = new("aten::gradient", "scalararray");

    /// <summary>Central differences along <paramref name="dims"/> (default: all), one tensor for each.</summary>
    public static ICollection<Tensor> gradient(Tensor input, int spacing = 1, long[]? dims = null, int edge_order = 1)
    {
        if (dims is null)
            return gradient(input, spacing, (long?)null, edge_order);
        var call = new OperatorCall(GradientAlong, stackalloc NativeValue[20]);
        call.Add(input);
        call.Add((long)spacing);
        call.Add((ReadOnlySpan<long>)dims);
        call.Add((long)edge_order);
        var result = call.InvokeList();
        GC.KeepAlive(input);
        return result;
    }

    /// <summary>Elements of <paramref name="x"/> where <paramref name="condition"/> holds, elements of <paramref name="y"/> elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);
}
