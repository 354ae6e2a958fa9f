using System.Text.RegularExpressions;
using Engram.Rendering.Diagrams;
using Engram.Torch.Tracing;

namespace Engram.Interpretability.Diagrams;

/// <summary>Which axes each operator acts on.</summary>
internal sealed partial class DiagramBuilder
{
    private static readonly Dictionary<string, string> Symbols = new() { ["add"] = "+", ["sub"] = "-", ["mul"] = "×", ["div"] = "÷", ["sum"] = "Σ", ["masked_fill"] = "mask" };

    private static bool IsIdentity(string name) => name is "detach" or "alias" or "contiguous" or "to" or "_to_copy" or "clone" or "lift_fresh";

    private void Translate(OperatorRecord call)
    {
        var name = call.Name.Trim('_');
        var data = Tensors(call).Where(IsLive).ToList();
        if (data.Count == 0 || call.Results.Count == 0)
            return; // gives a number to the program, not to the data
        switch (name)
        {
            case "linear" or "matmul" or "mm" or "bmm" or "einsum" or "scaled_dot_product_attention" or "embedding":
                Product(name, call);
                break;
            case "transpose" or "swapaxes" or "t" or "permute" or "numpy_T" or "reshape" or "view" or "view_as" or "flatten" or "unflatten" or "unsafe_view" or "squeeze" or "unsqueeze" or "expand" or "expand_as":
                Reshape(name, call);
                break;
            case "softmax" or "log_softmax" or "cumsum" or "sort" or "argsort" or "flip" or "roll" or "sum" or "mean" or "amax" or "amin" or "max" or "min" or "argmax" or "var" or "std" or "select" or "narrow" or "slice" or "index_select" or "chunk" or "split" or "unbind":
                OnAxes(name, call, Dimensions(call, data[0].Shape.Count));
                break;
            case "layer_norm" or "rms_norm":
                var rank = data[0].Shape.Count;
                OnAxes(name, call, [.. Enumerable.Range(0, rank).Skip(rank - ((long[])call.Arguments[1]!).Length)]);
                break;
            case "batch_norm" or "group_norm" or "instance_norm":
                OnAxes(name, call, name == "batch_norm" ? [1] : [.. Enumerable.Range(1, data[0].Shape.Count - 1)]);
                break;
            case "cat" or "concat" or "stack":
                Join(name, call);
                break;
            case var _ when name.StartsWith("conv", StringComparison.Ordinal):
                OnAxes(name, call, [.. Enumerable.Range(1, data[0].Shape.Count - 1)]);
                break;
            case var _ when Pooling().IsMatch(name):
                var spatial = Pooling().Match(name).Groups[1].Value[0] - '0';
                OnAxes(name, call, [.. Enumerable.Range(data[0].Shape.Count - spatial, spatial)]);
                break;
            default:
                Elementwise(name, call);
                break;
        }
    }

    // pooling and resampling of the last one, two or three axes
    [GeneratedRegex("(?:pool|upsample[a-z_]*|pad[a-z_]*)([123])d")]
    private static partial Regex Pooling();

    private static int[] Dimensions(OperatorRecord call, int rank)
    {
        int Positive(long d) => (int)(d < 0 ? d + rank : d);
        return call.Arguments.Skip(1).FirstOrDefault(a => a is long or long[]) switch
        {
            long[] list when list.Length > 0 => [.. list.Select(Positive)],
            // chunk and split give their number before the axis
            long when call.Name is "chunk" or "split" && call.Arguments.OfType<long>().Count() > 1 => [Positive(call.Arguments.OfType<long>().ElementAt(1))],
            long one => [Positive(one)],
            _ => [.. Enumerable.Range(0, rank)],
        };
    }

    /// <summary>The operation acts on some axes of its first operand; the others pass by it.</summary>
    private void OnAxes(string name, OperatorRecord call, int[] axes)
    {
        var operand = Find(Tensors(call).First(IsLive));
        var results = call.Results.Select(result =>
        {
            var kept = result.Shape.Count == operand.Axes.Count;
            var passing = Enumerable.Range(0, operand.Axes.Count).Where(i => kept || !axes.Contains(i)).ToArray();
            IReadOnlyList<ResultAxis> made = passing.Length == result.Shape.Count
                ? [.. passing.Select((from, i) => axes.Contains(from) ? new ResultAxis(result.Shape[i] == operand.Axes[from].Size ? operand.Axes[from] : Fresh(result.Shape[i])) : new(operand.Axes[from], (0, from)))]
                : [.. result.Shape.Select(s => new ResultAxis(Fresh(s)))];
            return (Canonical(result.Id), made);
        }).ToList();
        var linear = name is "sum" or "mean" or "select" or "narrow" or "slice" or "index_select" or "chunk" or "split" or "unbind" or "cumsum" or "flip" or "roll" || name.Contains("avg_pool", StringComparison.Ordinal);
        Emit(Symbols.GetValueOrDefault(name, name), Weight(call) ? BoxStyle.Learned : linear ? BoxStyle.Linear : BoxStyle.Function, [operand], results);
    }

    /// <summary>The operation is broadcast over all axes. Two operands are aligned at the right, as the engine does; axes of size 1 end.</summary>
    private void Elementwise(string name, OperatorRecord call)
    {
        var operands = Tensors(call).Where(IsLive).DistinctBy(t => Canonical(t.Id)).Select(Find).ToList();
        var results = call.Results.Select(result =>
        {
            var axes = new List<ResultAxis>();
            for (var i = 0; i < result.Shape.Count; i++)
            {
                var sources = new List<(int, int)>();
                for (var o = 0; o < operands.Count; o++)
                {
                    var from = operands[o].Axes.Count - result.Shape.Count + i;
                    if (from >= 0 && operands[o].Axes[from].Size == result.Shape[i])
                        sources.Add((o, from));
                }

                axes.Add(new(sources.Count > 0 ? operands[sources[0].Item1].Axes[sources[0].Item2] : Fresh(result.Shape[i]), sources));
            }

            return (Canonical(result.Id), (IReadOnlyList<ResultAxis>)axes);
        }).ToList();
        var linear = name is "neg" or "sub" or "add" or "zeros_like" || (name is "mul" or "div" && operands.Count == 1);
        Emit(Symbols.GetValueOrDefault(name, name), Weight(call) ? BoxStyle.Learned : linear ? BoxStyle.Linear : BoxStyle.Function, operands, results, isElementwise: true);
    }

    private void Join(string name, OperatorRecord call)
    {
        var tensors = (TracedTensor[])call.Arguments[0]!;
        var operands = tensors.Where(IsLive).DistinctBy(t => Canonical(t.Id)).Select(Find).ToList();
        var result = call.Results[0];
        var along = (int)(call.Arguments.OfType<long>().FirstOrDefault() is var d && d < 0 ? d + result.Shape.Count : d);
        ResultAxis Axis(int i)
        {
            if (i == along)
                return new(Fresh(result.Shape[i]));
            var from = name == "stack" && i > along ? i - 1 : i;
            return new(operands[0].Axes[from], [.. operands.Select((_, o) => (o, from))]);
        }

        Emit(name, BoxStyle.Linear, operands, [(Canonical(result.Id), [.. Enumerable.Range(0, result.Shape.Count).Select(Axis)])]);
    }

    private bool Weight(OperatorRecord call) => Tensors(call).Any(t => weights.ContainsKey(t.Id));
}
