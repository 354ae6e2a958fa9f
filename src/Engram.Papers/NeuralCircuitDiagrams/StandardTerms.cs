using Engram.Interpretability.Diagrams.Terms;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.NeuralCircuitDiagrams;

/// <summary>The paper's examples as terms.</summary>
public static class StandardTerms
{
    /// <summary>Scaled dot-product attention: Q [y k h], K [x k h], V [x k h] to O [y k h]; S = Q · K / √k, P = softmax of S over x, O = P · V.</summary>
    /// <param name="y">Queries.</param>
    /// <param name="x">Keys.</param>
    /// <param name="k">Width of a head.</param>
    /// <param name="h">Heads.</param>
    public static DiagramTerm Attention(int y, int x, int k, int h)
    {
        var (queries, keys, scores) = (Type(("y", y), ("k", k), ("h", h)), Type(("x", x), ("k", k), ("h", h)), Type(("y", y), ("x", x), ("h", h)));
        return Patterns(y, x, k, h).Beside(Rearrange.Identity([keys])).Then(new Einsum([scores, keys], queries));
    }

    /// <summary>The first part of attention: P [y x h] from Q and K.</summary>
    /// <param name="y">Queries.</param>
    /// <param name="x">Keys.</param>
    /// <param name="k">Width of a head.</param>
    /// <param name="h">Heads.</param>
    public static DiagramTerm Patterns(int y, int x, int k, int h)
    {
        var (queries, keys, scores) = (Type(("y", y), ("k", k), ("h", h)), Type(("x", x), ("k", k), ("h", h)), Type(("y", y), ("x", x), ("h", h)));
        return new Einsum([queries, keys], scores).Then(new Pointwise("scale", scores, 1 / Math.Sqrt(k))).Then(new Softmax(scores, "x"));
    }

    /// <summary>The same product Q · K in the steps of the diagram: outer product of both arrays, then the diagonal of h, then the sum over k.</summary>
    /// <param name="y">Queries.</param>
    /// <param name="x">Keys.</param>
    /// <param name="k">Width of a head.</param>
    /// <param name="h">Heads.</param>
    public static DiagramTerm ScoresStepByStep(int y, int x, int k, int h)
    {
        var queries = Type(("y", y), ("k", k), ("h", h));
        var keys = Type(("x", x), ("k2", k), ("h2", h));
        var outer = new ArrayType([.. queries.Axes, .. keys.Axes]);
        var product = new Einsum([queries, keys], outer);
        var contracted = Contraction(outer, "k", "k2", isKept: false);
        return product.Then(contracted).Then(Contraction(contracted.Codomain[0], "h", "h2", isKept: true)).Then(new Einsum([Type(("y", y), ("h", h), ("x", x))], Type(("y", y), ("x", x), ("h", h))));
    }

    /// <summary>Multi-head attention with bias-free linear maps: Q [y m], K [x m], V [x m] to O [y m].</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="weights">W_Q, W_K, W_V [m k h] and W_O [k h m].</param>
    public static DiagramTerm MultiHead(NeuralCircuitDiagramsConfig config, IReadOnlyList<Tensor> weights)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(weights);
        var (y, x, k, h, m) = (config.Queries, config.Keys, config.HeadWidth, config.Heads, config.Width);
        var into = Type(("m", m), ("k", k), ("h", h));
        DiagramTerm Into(string name, int size, Tensor weight) => Einsum.Learned(Type((name, size), ("m", m)), Type((name, size), ("k", k), ("h", h)), into, weight);
        return Into("y", y, weights[0]).Beside(Into("x", x, weights[1])).Beside(Into("x", x, weights[2]))
            .Then(Attention(y, x, k, h))
            .Then(Einsum.Learned(Type(("y", y), ("k", k), ("h", h)), Type(("y", y), ("m", m)), Type(("k", k), ("h", h), ("m", m)), weights[3]));
    }

    /// <summary>An array type.</summary>
    /// <param name="axes">Names and sizes.</param>
    public static ArrayType Type(params (string Name, int Size)[] axes) => new([.. axes.Select(a => new Axis(a.Name, a.Size))]);

    // Two equal axes meet a unit matrix, drawn as a cup: their diagonal is kept, or summed.
    private static Einsum Contraction(ArrayType array, string first, string second, bool isKept)
    {
        var (a, b) = (array.Axes[array.IndexOf(first)], array.Axes[array.IndexOf(second)]);
        var rest = new ArrayType([.. array.Axes.Where(x => x != b && (isKept || x != a))]);
        return Einsum.Learned(array, rest, new ArrayType(a, b), eye(a.Size));
    }
}
