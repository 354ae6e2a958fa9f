using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>What changes during a training, apart from model, optimiser and generators.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly nn.Module model;

    internal TrainingState(nn.Module model, TrainerConfig config)
    {
        this.model = model;
        Average = config.EmaDecay is null ? null : new(model);
        Stopping = new(config.Patience, config.PatienceFrom);
    }

    /// <summary>Steps taken.</summary>
    internal int Step { get; set; }

    internal EmaWeights? Average { get; }

    internal EarlyStopping Stopping { get; }

    internal TrainingHistory History { get; set; } = new();

    /// <summary>The weights of the best validation; empty before the first.</summary>
    internal Dictionary<string, Tensor> Best { get; } = [];

    /// <summary>Takes the weights that the model holds now as the best.</summary>
    internal void KeepBest() => SetBest(model.state_dict());

    internal void SetBest(IReadOnlyDictionary<string, Tensor> weights)
    {
        foreach (var (name, weight) in weights)
        {
            if (Best.Remove(name, out var old))
                old.Dispose();
            Best[name] = weight.detach().clone().DetachFromDisposeScope();
        }
    }

    internal void PutFinalWeights()
    {
        using var _ = no_grad();
        if (Best.Count > 0)
            model.load_state_dict(Best);
        else
            Average?.Swap();
    }

    public void Dispose()
    {
        Average?.Dispose();
        foreach (var weight in Best.Values)
            weight.Dispose();
    }
}
