using Engram.Interpretability.Diagrams.Terms;

namespace Engram.Papers.NeuralCircuitDiagrams;

/// <summary>Random well-typed terms: chains of three to six random maps that fit.</summary>
/// <param name="seed">Decides everything.</param>
public sealed class RandomTerms(int seed)
{
    private static readonly string[] Functions = ["relu", "exp", "tanh", "scale"];
    private readonly Random random = new(seed);
    private int names;

    /// <summary>A term.</summary>
    public DiagramTerm Next()
    {
        names = 0;
        var tuple = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Array(random.Next(1, 4))).ToArray();
        DiagramTerm term = Rearrange.Identity(tuple);
        for (var step = random.Next(3, 7); step > 0; step--)
            term = term.Then(Step(term.Codomain));
        return term;
    }

    /// <summary>A tuple of which one axis has another size, or the size 1 under its old name; which wire it is.</summary>
    /// <param name="tuple">A tuple with an axis longer than 1.</param>
    /// <param name="one">Whether the new size is 1.</param>
    public (ArrayType[] Tuple, int Array, int Axis) Edited(IReadOnlyList<ArrayType> tuple, bool one)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        var places = (from a in Enumerable.Range(0, tuple.Count) from x in Enumerable.Range(0, tuple[a].Axes.Count) where tuple[a].Axes[x].Size > 1 select (a, x)).ToArray();
        var (array, axis) = places[random.Next(places.Length)];
        var axes = tuple[array].Axes.ToArray();
        axes[axis] = axes[axis] with { Size = one ? 1 : axes[axis].Size + 1 };
        ArrayType[] edited = [.. tuple];
        edited[array] = new(axes);
        return (edited, array, axis);
    }

    // acts on one or two arrays, beside bare wires for the others
    private DiagramTerm Step(IReadOnlyList<ArrayType> tuple)
    {
        var at = random.Next(tuple.Count);
        var array = tuple[at];
        DiagramTerm? map = random.Next(6) switch
        {
            // exp of exp would leave the range of numbers
            0 => new Pointwise("tanh", array).Then(new Pointwise(Functions[random.Next(4)], array, 0.5)),
            1 when array.Axes.Count > 0 => new Softmax(array, array.Axes[random.Next(array.Axes.Count)].Name),
            2 when array.Axes.Count > 1 => new Einsum([array], new([.. array.Axes.Skip(1).Reverse()])),
            // inside a broadcast over the last axis, the rest is transposed and squashed
            3 when array.Axes.Count > 1 => new Broadcast(new Pointwise("tanh", new([.. array.Axes.SkipLast(1)])).Then(new Einsum([new([.. array.Axes.SkipLast(1)])], new([.. array.Axes.SkipLast(1).Reverse()]))), array.Axes[^1]),
            4 => new Rearrange([array], [0, 0]).Then(new Einsum([array, array], array)),
            _ => null,
        };
        if (map is null && at + 1 < tuple.Count)
        {
            // the outer product, inside an inner broadcast where the first array has an axis for it
            var next = tuple[at + 1];
            var body = array.Axes.Count > 0 ? new ArrayType([.. array.Axes.Skip(1)]) : array;
            if (next.Axes.Count + array.Axes.Count <= 5 && !next.Axes.Intersect(array.Axes).Any() && array.Axes.Count > 0)
                map = new Broadcast(new Einsum([body, next], new([.. body.Axes, .. next.Axes])), array.Axes[0], 0);
        }

        map ??= new Pointwise("scale", array, -1);
        if (tuple.Count > 3 || map.Codomain.Sum(a => a.Elements) > 2_000)
            map = new Pointwise("tanh", array);
        DiagramTerm whole = map;
        if (at > 0)
            whole = Rearrange.Identity([.. tuple.Take(at)]).Beside(whole);
        var rest = tuple.Skip(at + map.Domain.Count).ToArray();
        return rest.Length > 0 ? whole.Beside(Rearrange.Identity(rest)) : whole;
    }

    private ArrayType Array(int rank) => new([.. Enumerable.Range(0, rank).Select(_ => new Axis($"{(char)('a' + names++)}", random.Next(2, 5)))]);
}
