using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>One map after another.</summary>
/// <param name="first">The first.</param>
/// <param name="second">The second.</param>
public sealed class Compose(DiagramTerm first, DiagramTerm second) : DiagramTerm(Checked(first, second).Domain, second.Codomain)
{
    /// <inheritdoc/>
    public override double Operations => first.Operations + second.Operations;

    /// <inheritdoc/>
    public override double PeakMemory => Math.Max(first.PeakMemory, second.PeakMemory);

    /// <inheritdoc/>
    public override double StoredActivations => first.StoredActivations + second.StoredActivations;

    /// <inheritdoc/>
    public override double[][] Loop(double[][] inputs) => second.Loop(first.Loop(inputs));

    /// <inheritdoc/>
    public override DiagramTerm Backward()
    {
        // (x, g) -> (x, x, g) -> (x, f(x), g) -> (x, gradient of f's output) -> gradient of x
        var (x, g) = (first.Domain.Count, second.Codomain.Count);
        var copied = new Rearrange([.. first.Domain, .. second.Codomain], [.. Enumerable.Range(0, x), .. Enumerable.Range(0, x), .. Enumerable.Range(x, g)]);
        var keep = Rearrange.Identity(first.Domain);
        return copied.Then(keep.Beside(first).Beside(Rearrange.Identity(second.Codomain))).Then(keep.Beside(second.Backward())).Then(first.Backward());
    }

    internal override Tensor[] Evaluate(Tensor[] inputs, int batch) => second.Evaluate(first.Evaluate(inputs, batch), batch);

    private static DiagramTerm Checked(DiagramTerm first, DiagramTerm second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Codomain.Count != second.Domain.Count)
            throw new DiagramTypeException($"Expected {second.Domain.Count} arrays \"{ArrayType.Text(second.Domain)}\", got {first.Codomain.Count}: \"{ArrayType.Text(first.Codomain)}\".");
        for (var array = 0; array < first.Codomain.Count; array++)
        {
            var (given, wanted) = (first.Codomain[array].Axes, second.Domain[array].Axes);
            for (var axis = 0; axis < Math.Max(given.Count, wanted.Count); axis++)
            {
                var (left, right) = (given.ElementAtOrDefault(axis), wanted.ElementAtOrDefault(axis));
                if (left != right)
                    throw new DiagramTypeException($"Array {array}, axis {axis}: expected {right?.ToString() ?? "no axis"}, got {left?.ToString() ?? "no axis"}. Axes are joined only where name and size agree.");
            }
        }

        return first;
    }
}
