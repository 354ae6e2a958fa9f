using Engram.Rendering.Diagrams;
using Engram.Torch.Tracing;

namespace Engram.Interpretability.Diagrams;

/// <summary>Rearrangements: wires cross, split and join, nothing is computed.</summary>
internal sealed partial class DiagramBuilder
{
    private void Reshape(string name, OperatorRecord call)
    {
        var operand = Find(Tensors(call).First(IsLive));
        var result = call.Results[0];
        var rank = operand.Axes.Count;
        int Positive(long d) => (int)(d < 0 ? d + rank : d);
        ResultAxis Same(int from) => new(operand.Axes[from], (0, from));
        var numbers = call.Arguments.OfType<long>().ToArray();
        IReadOnlyList<ResultAxis> axes;
        switch (name)
        {
            case "transpose" or "swapaxes" or "t" or "numpy_T":
                var order = Enumerable.Range(0, rank).ToArray();
                var (a, b) = name is "transpose" or "swapaxes" ? (Positive(numbers[0]), Positive(numbers[1])) : (0, rank - 1);
                (order[a], order[b]) = (order[b], order[a]);
                axes = [.. order.Select(Same)];
                break;
            case "permute":
                axes = [.. ((long[])call.Arguments[1]!).Select(d => Same(Positive(d)))];
                break;
            default:
                axes = Regrouped(operand, result.Shape);
                break;
        }

        var regroups = axes.Any(x => x.Sources.Count == 0) || axes.SelectMany(x => x.Sources).Count() < rank;
        Emit("", regroups ? BoxStyle.Regroup : BoxStyle.Function, [operand], [(Canonical(result.Id), axes)]);
    }

    // axes that are equal from the left and from the right pass; what lies between is split or joined
    private ResultAxis[] Regrouped(TracedArray operand, IReadOnlyList<long> shape)
    {
        var (left, right, rank) = (0, 0, operand.Axes.Count);
        while (left < Math.Min(rank, shape.Count) && operand.Axes[left].Size == shape[left])
            left++;
        while (right < Math.Min(rank, shape.Count) - left && operand.Axes[rank - 1 - right].Size == shape[shape.Count - 1 - right])
            right++;
        var joined = operand.Axes.Skip(left).Take(rank - left - right).ToArray();
        return [.. shape.Select((size, i) =>
            i < left ? new ResultAxis(operand.Axes[i], (0, i))
            : i >= shape.Count - right ? new(operand.Axes[rank - shape.Count + i], (0, rank - shape.Count + i))
            : new(joined.Length > 1 && shape.Count - left - right == 1 && taken.Add(string.Concat(joined.Select(j => j.Name))) ? new(string.Concat(joined.Select(j => j.Name)), size) : Fresh(size)))];
    }
}
