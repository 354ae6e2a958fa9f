using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>
/// A map for each index of a further axis. Which arrays of the domain carry it is said; the others are shared. On the right of the
/// axes of all arrays, G c : A c → B c, it is outer broadcasting; on the left of some, c H : c a, d → c b, inner broadcasting.
/// </summary>
public sealed class Broadcast : DiagramTerm
{
    private readonly DiagramTerm body;
    private readonly Axis axis;
    private readonly int[] slots;
    private readonly bool isLeft;

    /// <summary>Outer broadcasting.</summary>
    /// <param name="body">The map G.</param>
    /// <param name="axis">The axis c.</param>
    public Broadcast(DiagramTerm body, Axis axis)
        : this(body, axis, [.. Enumerable.Range(0, body.Domain.Count)], false)
    {
    }

    /// <summary>Inner broadcasting.</summary>
    /// <param name="body">The map H.</param>
    /// <param name="axis">The axis c.</param>
    /// <param name="slots">The arrays of the domain that carry the axis.</param>
    public Broadcast(DiagramTerm body, Axis axis, params int[] slots)
        : this(body, axis, slots, true)
    {
    }

    private Broadcast(DiagramTerm body, Axis axis, int[] slots, bool isLeft)
        : base([.. body.Domain.Select((a, i) => slots.Contains(i) ? With(a, axis, isLeft) : a)], [.. body.Codomain.Select(a => With(a, axis, isLeft))]) =>
        (this.body, this.axis, this.slots, this.isLeft) = (body, axis, slots, isLeft);

    /// <inheritdoc/>
    public override double Operations => axis.Size * body.Operations;

    /// <inheritdoc/>
    public override double PeakMemory => axis.Size * body.PeakMemory;

    /// <inheritdoc/>
    public override double StoredActivations => axis.Size * body.StoredActivations;

    /// <inheritdoc/>
    public override double[][] Loop(double[][] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var results = Array.ConvertAll([.. Codomain], a => new double[a.Elements]);
        for (var j = 0; j < axis.Size; j++)
        {
            // index, then map: (G c)(X)[…, j] = G(X[…, j])
            var slice = inputs.Select((x, i) => slots.Contains(i) ? [.. Enumerable.Range(0, x.Length / axis.Size).Select(k => x[Place(k, j, x.Length)])] : x).ToArray();
            var outputs = body.Loop(slice);
            for (var o = 0; o < outputs.Length; o++)
            {
                for (var k = 0; k < outputs[o].Length; k++)
                    results[o][Place(k, j, results[o].Length)] = outputs[o][k];
            }
        }

        return results;
    }

    /// <inheritdoc/>
    public override DiagramTerm Backward()
    {
        var (n, g) = (Domain.Count, Codomain.Count);
        var carried = slots.Concat(Enumerable.Range(n, g)).ToArray();
        DiagramTerm each = new Broadcast(body.Backward(), axis, carried, isLeft);
        DiagramTerm? sums = null;
        for (var i = 0; i < n; i++)
        {
            // what was shared collects the gradients of all indices
            DiagramTerm part = slots.Contains(i) ? Rearrange.Identity([Domain[i]]) : new Einsum([With(Domain[i], axis, isLeft)], Domain[i]);
            sums = sums is null ? part : sums.Beside(part);
        }

        return each.Then(sums!);
    }

    internal override Tensor[] Evaluate(Tensor[] inputs, int batch)
    {
        // the axis moves behind the other batch axes; a shared array is seen at every index
        var moved = inputs.Select((x, i) => slots.Contains(i)
            ? isLeft ? x : x.movedim([-1], [batch])
            : x.unsqueeze(batch).expand([.. x.shape[..batch], axis.Size, .. x.shape[batch..]])).ToArray();
        var results = body.Evaluate(moved, batch + 1);
        return isLeft ? results : [.. results.Select(r => r.movedim([batch], [-1]))];
    }

    private static ArrayType With(ArrayType array, Axis axis, bool isLeft) => isLeft ? new([axis, .. array.Axes]) : new([.. array.Axes, axis]);

    private int Place(int element, int index, int length) => isLeft ? (index * (length / axis.Size)) + element : (element * axis.Size) + index;
}
