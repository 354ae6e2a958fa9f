using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Circuits;

/// <summary>The number by which a norm scales a vector's reading of a fixed input: c = (v · LN(x)) / (v · x), 0 where v · x = 0.</summary>
public static class LayerNormConstant
{
    /// <summary>The constant.</summary>
    /// <param name="vector">v.</param>
    /// <param name="input">x.</param>
    /// <param name="normed">LN(x), with the norm's own weights folded into v.</param>
    public static double Of(Tensor vector, Tensor input, Tensor normed)
    {
        using var scope = NewDisposeScope();
        var denominator = vector.dot(input).ToDouble();
        return denominator == 0 ? 0 : vector.dot(normed).ToDouble() / denominator;
    }
}
