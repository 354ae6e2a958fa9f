using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>Two maps side by side on the two parts of a tuple.</summary>
/// <param name="above">The map of the first arrays.</param>
/// <param name="below">The map of the others.</param>
public sealed class Beside(DiagramTerm above, DiagramTerm below) : DiagramTerm([.. above.Domain, .. below.Domain], [.. above.Codomain, .. below.Codomain])
{
    /// <inheritdoc/>
    public override double Operations => above.Operations + below.Operations;

    /// <inheritdoc/>
    public override double PeakMemory => above.PeakMemory + below.PeakMemory;

    /// <inheritdoc/>
    public override double StoredActivations => above.StoredActivations + below.StoredActivations;

    /// <inheritdoc/>
    public override double[][] Loop(double[][] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [.. above.Loop(inputs[..above.Domain.Count]), .. below.Loop(inputs[above.Domain.Count..])];
    }

    /// <inheritdoc/>
    public override DiagramTerm Backward()
    {
        // (x, y, g, h) -> (x, g, y, h)
        var (x, y, g, h) = (above.Domain.Count, below.Domain.Count, above.Codomain.Count, below.Codomain.Count);
        return new Rearrange([.. Domain, .. Codomain], [.. Enumerable.Range(0, x), .. Enumerable.Range(x + y, g), .. Enumerable.Range(x, y), .. Enumerable.Range(x + y + g, h)])
            .Then(above.Backward().Beside(below.Backward()));
    }

    internal override Tensor[] Evaluate(Tensor[] inputs, int batch) => [.. above.Evaluate(inputs[..above.Domain.Count], batch), .. below.Evaluate(inputs[above.Domain.Count..], batch)];
}
