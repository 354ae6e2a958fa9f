using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>p = exp(s) / Σ exp(s) over one axis, broadcast over the others.</summary>
/// <param name="type">The array.</param>
/// <param name="axis">Name of the axis that ends and starts again at the box.</param>
public sealed class Softmax(ArrayType type, string axis) : DiagramTerm([type], [type])
{
    private readonly int index = type.IndexOf(axis);

    /// <inheritdoc/>
    public override double Operations => 3 * Size(Domain); // exp, sum, division

    /// <inheritdoc/>
    public override double StoredActivations => Size(Domain);

    /// <inheritdoc/>
    public override double[][] Loop(double[][] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var result = new double[inputs[0].Length];
        var (n, inner) = (type.Axes[index].Size, type.Axes.Skip(index + 1).Aggregate(1, (p, a) => p * a.Size));
        for (var start = 0; start < result.Length; start++)
        {
            if (start / inner % n != 0)
                continue;
            double largest = Enumerable.Range(0, n).Max(i => inputs[0][start + (i * inner)]), sum = 0;
            for (var i = 0; i < n; i++)
                sum += result[start + (i * inner)] = Math.Exp(inputs[0][start + (i * inner)] - largest);
            for (var i = 0; i < n; i++)
                result[start + (i * inner)] /= sum;
        }

        return [result];
    }

    /// <inheritdoc/>
    public override DiagramTerm Backward()
    {
        // p ∘ g - p (Σ p ∘ g)
        var total = new ArrayType([.. type.Axes.Where((_, i) => i != index)]);
        var multiply = new Pointwise("multiply", type);
        var spread = new Einsum([total, type], type);
        return this.Beside(Rearrange.Identity([type])).Then(multiplyKeep())
            .Then(Rearrange.Identity([type]).Beside(new Einsum([type], total).Beside(Rearrange.Identity([type])).Then(spread).Then(new Pointwise("scale", type, -1))))
            .Then(new Pointwise("add", type));

        // (p, g) -> (p∘g, p∘g, p)
        DiagramTerm multiplyKeep() => new Rearrange([type, type], [0, 1, 0]).Then(multiply.Beside(Rearrange.Identity([type]))).Then(new Rearrange([type, type], [0, 0, 1]));
    }

    internal override Tensor[] Evaluate(Tensor[] inputs, int batch) => [inputs[0].softmax(batch + index)];
}
