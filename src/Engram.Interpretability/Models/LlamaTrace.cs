using static TorchSharp.torch;

namespace Engram.Interpretability.Models;

/// <summary>The activations of one forward pass. Scales are the norms' 1/rms, [time, 1].</summary>
public sealed class LlamaTrace
{
    private readonly List<LlamaLayerTrace> layers = [];

    /// <summary>Token embeddings, [time, dim].</summary>
    public Tensor Embedded { get; private set; } = null!;

    /// <summary>The layers.</summary>
    public IReadOnlyList<LlamaLayerTrace> Layers => layers;

    /// <summary>The residual stream after the last layer, [time, dim].</summary>
    public Tensor Final { get; private set; } = null!;

    /// <summary>Scale of the last norm.</summary>
    public Tensor FinalScale { get; private set; } = null!;

    internal void Begin(Tensor embedded) => Embedded = Keep(embedded);

    internal void Add(Tensor before, Tensor attentionScale, Tensor attentionInput, Tensor pattern, Tensor middle, Tensor mlpScale, Tensor mlpInput, Tensor mlpOutput) =>
        layers.Add(new(Keep(before), Keep(attentionScale), Keep(attentionInput), Keep(pattern), Keep(middle), Keep(mlpScale), Keep(mlpInput), Keep(mlpOutput)));

    internal void End(Tensor final, Tensor scale) => (Final, FinalScale) = (Keep(final), Keep(scale));

    private static Tensor Keep(Tensor tensor) => tensor.clone().MoveToOuterDisposeScope();
}
