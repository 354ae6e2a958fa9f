using Engram.Rendering.Diagrams;
using Engram.Torch.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams;

/// <summary>Diagrams of models from their real forward pass.</summary>
public static class DiagramExtensions
{
    /// <summary>
    /// Runs a model once and draws what it did in the notation of neural circuit diagrams (Abbott 2024): every axis is a wire that
    /// runs until an operation acts on it; what the model broadcasts over, passes by.
    /// </summary>
    /// <param name="model">Any model from a tensor to a tensor.</param>
    /// <param name="input">An example.</param>
    /// <param name="axes">Names of the input's axes, separated by spaces; letters where empty.</param>
    /// <param name="stepsPerRow">Operations in a row of the picture.</param>
    /// <exception cref="ArgumentException">Not one name for each axis.</exception>
    /// <exception cref="InvalidOperationException">The output does not depend on the input by any operation.</exception>
    public static WireDiagram Diagram(this nn.Module<Tensor, Tensor> model, Tensor input, string axes = "", int stepsPerRow = 10)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerRow, 1);
        var names = axes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > 0 && names.Length != input.dim())
            throw new ArgumentException($"Expected {input.dim()} names for the axes of [{string.Join(", ", input.shape)}], got \"{axes}\".", nameof(axes));
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        using var trace = OperatorTrace.Start();
        using var spans = new ModuleSpans(model, trace);
        var output = model.call(input);
        var weights = model.named_parameters().Select(p => (p.name, (Tensor)p.parameter)).Concat(model.named_buffers())
            .GroupBy(p => OperatorTrace.IdOf(p.Item2)).ToDictionary(g => g.Key, g => g.First().Item1);
        var builder = new DiagramBuilder(trace.Calls, OperatorTrace.IdOf(input), OperatorTrace.IdOf(output), weights);
        return builder.Build(names, input.shape, spans.Spans) with { Title = model.GetName(), StepsPerRow = stepsPerRow };
    }
}
