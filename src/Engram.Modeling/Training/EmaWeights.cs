using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>
/// The exponential moving average of a module's weights (Polyak averaging): <c>θ' ← d θ' + (1 - d) θ</c>. Buffers, such as running
/// means, are copied. The average keeps apart from the module until it is asked for by <see cref="Swap"/>.
/// </summary>
public sealed class EmaWeights : IDisposable
{
    private readonly Dictionary<string, (Tensor Live, Tensor Average, bool Averaged)> weights = [];

    /// <summary>An average that starts at the module's weights.</summary>
    /// <param name="module">The module; it must keep its tensors.</param>
    public EmaWeights(nn.Module module)
    {
        using var _ = no_grad();
        var parameters = module.named_parameters().Select(p => p.name).ToHashSet();
        foreach (var (name, live) in module.state_dict())
            weights[name] = (live, live.detach().clone().DetachFromDisposeScope(), parameters.Contains(name));
    }

    /// <summary>The averages by name; they are the object's own, not copies.</summary>
    public IReadOnlyDictionary<string, Tensor> Values => weights.ToDictionary(w => w.Key, w => w.Value.Average);

    /// <summary>Takes the module's present weights into the average.</summary>
    /// <param name="decay">d, in [0, 1].</param>
    public void Update(double decay)
    {
        if (!(decay is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "Expected a decay in [0, 1].");
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (live, average, averaged) in weights.Values)
        {
            if (averaged)
                average.mul_(decay).add_(live.detach(), alpha: 1 - decay);
            else
                average.copy_(live);
        }
    }

    /// <summary>Exchanges the average with the module's weights; a second call puts both back.</summary>
    public void Swap()
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (live, average, _) in weights.Values)
        {
            var held = live.detach().clone();
            live.copy_(average);
            average.copy_(held);
        }
    }

    /// <summary>Takes averages that were saved.</summary>
    /// <param name="values">By name, as <see cref="Values"/> gives them.</param>
    /// <exception cref="KeyNotFoundException">One is missing.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> values)
    {
        using var _ = no_grad();
        foreach (var (name, (_, average, _)) in weights)
            average.copy_(values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"The saved averages lack '{name}'."));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, average, _) in weights.Values)
            average.Dispose();
        weights.Clear();
    }
}
