using Engram.Rendering.Diagrams;
using Engram.Torch.Tracing;

namespace Engram.Interpretability.Diagrams;

/// <summary>Contractions: which axes are summed, which pass by, which of two operands run together.</summary>
internal sealed partial class DiagramBuilder
{
    private void Product(string name, OperatorRecord call)
    {
        var tensors = Tensors(call).ToArray();
        var result = call.Results[0];
        var id = Canonical(result.Id);
        var live0 = Find(tensors.First(IsLive));
        IEnumerable<ResultAxis> Passing(int count) => Enumerable.Range(0, count).Select(i => new ResultAxis(live0.Axes[i], (0, i)));
        switch (name)
        {
            case "embedding":
                Emit("embedding", BoxStyle.Learned, [live0], [(id, [.. Passing(live0.Axes.Count), new(Fresh(result.Shape[^1]))])], isElementwise: true);
                return;
            case "linear":
                Emit("linear", Weight(call) ? BoxStyle.Learned : BoxStyle.Linear, [live0], [(id, [.. Passing(live0.Axes.Count - 1), new(Fresh(result.Shape[^1]))])]);
                return;
            case "scaled_dot_product_attention":
                Attention(Find(tensors[0]), Find(tensors[1]), Find(tensors[2]), id, result.Shape);
                return;
            case "einsum":
                var (left, right) = ((string)call.Arguments[0]!).Replace(" ", "", StringComparison.Ordinal).Split("->") is [var l, var r] ? (l.Split(','), r) : throw new InvalidOperationException($"Expected an einsum with an arrow, got \"{call.Arguments[0]}\".");
                Einsum(tensors, left, right, id, result.Shape, Weight(call));
                return;
            default:
                Einsum(tensors[..2], Letters(tensors[0].Shape.Count, tensors[1].Shape.Count, out var output), output, id, result.Shape, Weight(call));
                return;
        }
    }

    // a matrix product as letters: batch axes are aligned at the right, the last of the left meets the next to last of the right
    private static string[] Letters(int left, int right, out string output)
    {
        var batch = Math.Max(Math.Max(left, right) - 2, 0);
        var shared = string.Concat(Enumerable.Range(0, batch).Select(i => (char)('A' + i)));
        string Batch(int rank) => shared[(batch - Math.Max(rank - 2, 0))..];
        output = shared + (left > 1 ? "y" : "") + (right > 1 ? "x" : "");
        return [Batch(left) + (left > 1 ? "yk" : "k"), Batch(right) + (right > 1 ? "kx" : "k")];
    }

    private void Einsum(TracedTensor[] tensors, string[] terms, string output, long id, IReadOnlyList<long> shape, bool isLearned)
    {
        var data = Enumerable.Range(0, tensors.Length).Where(i => IsLive(tensors[i])).ToArray();
        var operands = data.Select(i => Find(tensors[i])).Distinct().ToList();
        var axes = output.Select((letter, position) =>
        {
            var sources = data.Select(i => (Operand: operands.IndexOf(Find(tensors[i])), Axis: terms[i].IndexOf(letter)))
                .Where(s => s.Axis >= 0 && operands[s.Operand].Axes[s.Axis].Size == shape[position]).Distinct().ToArray();
            return new ResultAxis(sources.Length > 0 ? operands[sources[0].Operand].Axes[sources[0].Axis] : Fresh(shape[position]), sources);
        }).ToArray();
        for (var i = 1; i < axes.Length; i++)
        {
            // the positions that ask and those that are asked are two axes, though one input gave both
            if (axes.Take(i).Any(a => a.Axis == axes[i].Axis))
                axes[i] = new(new(axes[i].Axis.Name + "′", axes[i].Axis.Size), axes[i].Sources);
        }

        Emit(string.Concat(terms.SelectMany(t => t).Distinct().Where(l => !output.Contains(l))).Length > 0 ? "Σ" : "×", isLearned ? BoxStyle.Learned : BoxStyle.Linear, operands, [(id, axes)], isElementwise: true);
    }

    // S = Q · K over k, P = softmax of S over x, O = P · V over x: the fused call is drawn as the three that it stands for
    private void Attention(TracedArray q, TracedArray k, TracedArray v, long id, IReadOnlyList<long> shape)
    {
        var (rank, y, x) = (q.Axes.Count, q.Axes.Count - 2, k.Axes.Count - 2);
        IReadOnlyList<ResultAxis> Batch(IReadOnlyList<TracedAxis> first, bool isJoined) => [.. Enumerable.Range(0, rank - 2).Select(i => new ResultAxis(first[i], isJoined ? [(0, i), (1, i)] : [(0, i)]))];
        var keys = new TracedAxis(k.Axes[x] == q.Axes[y] ? k.Axes[x].Name + "′" : k.Axes[x].Name, k.Axes[x].Size);
        var (scores, patterns) = (--synthetic, --synthetic);
        Emit("Σ ÷√", BoxStyle.Linear, [q, k], [(scores, [.. Batch(q.Axes, true), new(q.Axes[y], (0, y)), new(keys, (1, x))])]);
        var s = live.First(a => a.Id == scores);
        Emit("softmax", BoxStyle.Function, [s], [(patterns, [.. Batch(s.Axes, false), new(q.Axes[y], (0, y)), new(keys)])]);
        var p = live.First(a => a.Id == patterns);
        Emit("Σ", BoxStyle.Linear, [p, v], [(id, [.. Batch(p.Axes, true), new(q.Axes[y], (0, y)), new(v.Axes[^1].Size == shape[^1] ? v.Axes[^1] : Fresh(shape[^1]), (1, rank - 1))])]);
    }
}
