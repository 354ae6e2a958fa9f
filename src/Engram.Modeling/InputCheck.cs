using Engram.Modeling.Tokenizers;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling;

/// <summary>Checks of tensors at the edge of a block: an error says which axes were expected and what came.</summary>
internal static class InputCheck
{
    /// <summary>The tensor has these axes; a size below 0 allows any size above 0.</summary>
    public static void Shape(Tensor tensor, string name, params ReadOnlySpan<(string Axis, long Size)> axes)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        var fits = tensor.ndim == axes.Length;
        for (var i = 0; fits && i < axes.Length; i++)
            fits = axes[i].Size < 0 ? tensor.shape[i] > 0 : tensor.shape[i] == axes[i].Size;
        if (!fits)
            throw Wrong(tensor, name, string.Join(", ", axes.ToArray().Select(a => a.Size < 0 ? a.Axis : $"{a.Axis} = {a.Size}")));
    }

    /// <summary>The last axis has this size and no axis is empty.</summary>
    public static void Last(Tensor tensor, string name, string axis, long size)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (tensor.ndim < 1 || tensor.shape[^1] != size || tensor.numel() == 0)
            throw Wrong(tensor, name, $"…, {axis} = {size}");
    }

    /// <summary>All numbers are finite.</summary>
    public static void Finite(Tensor tensor, string name)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        if (tensor.isfinite().all().ToBoolean())
            return;
        var count = tensor.isfinite().logical_not().sum().ToInt64();
        throw new ArgumentException($"Expected finite numbers in {name}, got {count} of {tensor.numel()} that are NaN or infinite. Interpolate or drop these samples first.", name);
    }

    /// <summary>Whole numbers (int64) in [0, bound).</summary>
    public static void Codes(Tensor codes, string name, long bound)
    {
        ArgumentNullException.ThrowIfNull(codes, name);
        if (codes.dtype != int64)
            throw new ArgumentException($"Expected {name} as int64, got {codes.dtype}.", name);
        if (codes.numel() == 0)
            return;
        using var scope = NewDisposeScope();
        var (least, largest) = (codes.min().ToInt64(), codes.max().ToInt64());
        if (least < 0 || largest >= bound)
            throw new ArgumentOutOfRangeException(name, $"Expected {name} from 0 to {bound - 1}, got {least} to {largest}.");
    }

    /// <summary>The tokens have so many features, and as many tokens as their grid.</summary>
    public static void Features(Tokens tokens, int features)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Shape(tokens.Features, nameof(tokens), ("batch", -1), ("token", tokens.Grid.Tokens), ("feature", features));
    }

    private static ArgumentException Wrong(Tensor tensor, string name, string axes) =>
        new($"Expected {name} of shape [{axes}] without empty axes, got [{string.Join(", ", tensor.shape)}].", name);
}
