using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>Copies, drops and swaps arrays of a tuple.</summary>
/// <param name="domain">The tuple.</param>
/// <param name="sources">For each array of the result, which array of the domain it is.</param>
public sealed class Rearrange(IReadOnlyList<ArrayType> domain, IReadOnlyList<int> sources) : DiagramTerm(domain, [.. sources.Select(s => domain[s])])
{
    /// <inheritdoc/>
    public override double Operations => 0;

    /// <inheritdoc/>
    public override double StoredActivations => 0;

    /// <summary>Bare wires.</summary>
    /// <param name="tuple">The tuple.</param>
    public static Rearrange Identity(IReadOnlyList<ArrayType> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        return new(tuple, [.. Enumerable.Range(0, tuple.Count)]);
    }

    /// <inheritdoc/>
    public override double[][] Loop(double[][] inputs) => [.. sources.Select(s => inputs[s])];

    /// <inheritdoc/>
    public override DiagramTerm Backward()
    {
        // a copy becomes the sum of the copies' gradients, what was dropped has gradient 0
        DiagramTerm? all = null;
        var n = Domain.Count;
        var gather = new List<int>();
        for (var i = 0; i < n; i++)
        {
            var copies = Enumerable.Range(0, sources.Count).Where(s => sources[s] == i).ToArray();
            gather.AddRange(copies.Length > 0 ? copies.Select(c => n + c) : [i]);
            var part = copies.Length switch
            {
                0 => new Pointwise("zero", Domain[i]),
                1 => (DiagramTerm)Identity([Domain[i]]),
                _ => Pointwise.Sum(Domain[i], copies.Length),
            };
            all = all is null ? part : all.Beside(part);
        }

        return new Rearrange([.. Domain, .. Codomain], gather).Then(all!);
    }

    internal override Tensor[] Evaluate(Tensor[] inputs, int batch) => [.. sources.Select(s => inputs[s])];
}
