using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.RbTransformer;

/// <summary>
/// The networks of one repetition with their first weights, made before any is trained: a training sets torch's shared generator, which the first weights come
/// from. Their seed is not that of the trials.
/// </summary>
/// <param name="Full">The model.</param>
/// <param name="NoAttention">Without blocks: the head sees the mean over electrodes.</param>
/// <param name="NoIdentity">Without the electrodes' vectors.</param>
/// <param name="Perceptron">A multilayer perceptron on all features, of about as many weights.</param>
/// <param name="Uncorrected">The model, for features without baseline.</param>
/// <param name="Untrained">The model, never trained.</param>
/// <param name="ShuffledWindows">The model, for windows split at random and labels that mean nothing.</param>
/// <param name="GroupedTrials">The same for windows split by trial.</param>
internal sealed record RbTransformerModels(
    RbTransformerModel Full, RbTransformerModel NoAttention, RbTransformerModel NoIdentity, nn.Module<Tensor, Tensor> Perceptron,
    RbTransformerModel Uncorrected, RbTransformerModel Untrained, RbTransformerModel ShuffledWindows, RbTransformerModel GroupedTrials)
{
    private const long WeightSeed = 500_000;

    public static RbTransformerModels Make(RbTransformerExperiment experiment, long seed)
    {
        var model = experiment.Model;
        return new(
            Model(model, seed), Model(model with { Depth = 0 }, seed), Model(model with { HasIdentity = false }, seed),
            SeededModules.Make(WeightSeed + seed, () => Dense(experiment)),
            Model(model, seed), Model(model, seed), Model(model, seed), Model(model, seed));
    }

    public static RbTransformerModel Model(RbTransformerConfig config, long seed) => SeededModules.Make(WeightSeed + seed, () => new RbTransformerModel(config, WeightSeed + seed));

    private static Sequential Dense(RbTransformerExperiment experiment)
    {
        var widths = (int[])[experiment.Model.Electrodes * experiment.Model.Bands, .. experiment.PerceptronLayers];
        return nn.Sequential([nn.Flatten(), .. widths.Zip(widths.Skip(1)).SelectMany(w => (nn.Module<Tensor, Tensor>[])[nn.Linear(w.First, w.Second), nn.GELU()]), nn.Linear(widths[^1], experiment.Model.Classes)]);
    }
}
