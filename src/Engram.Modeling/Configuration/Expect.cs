using static TorchSharp.torch;

namespace Engram.Modeling.Configuration;

/// <summary>Shapes of what comes in, checked once at a block's edge.</summary>
public static class Expect
{
    /// <summary>A tensor has a shape, and at least one sample.</summary>
    /// <param name="tensor">The tensor; its first axis is the batch.</param>
    /// <param name="block">Name of the block that asks.</param>
    /// <param name="axes">Names of the axes, such as <c>batch, token, feature</c>.</param>
    /// <param name="shape">The size of each axis; -1 for any above 0.</param>
    /// <exception cref="ArgumentException">The shape is another, or an axis is empty.</exception>
    public static void Shape(Tensor tensor, string block, string axes, params ReadOnlySpan<long> shape)
    {
        var sizes = tensor.shape;
        var fits = sizes.Length == shape.Length;
        for (var i = 0; fits && i < sizes.Length; i++)
            fits = sizes[i] > 0 && (shape[i] < 0 || shape[i] == sizes[i]);
        if (fits)
            return;
        var names = axes.Split(", ");
        var expected = new string[shape.Length];
        for (var i = 0; i < expected.Length; i++)
            expected[i] = shape[i] < 0 ? names[i] : $"{names[i]} {shape[i]}";
        throw new ArgumentException($"{block}: expected [{string.Join(", ", expected)}] without an empty axis, got [{string.Join(", ", sizes)}].", nameof(tensor));
    }
}
