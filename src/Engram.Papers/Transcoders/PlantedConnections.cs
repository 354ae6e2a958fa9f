using Engram.Interpretability.Dictionaries;
using Engram.Probes.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Transcoders;

/// <summary>Whether the input-invariant weights between two transcoders show which planted feature feeds which.</summary>
/// <param name="WeightArea">Area under the curve of |f_dec · f_enc'| against the planted connections.</param>
/// <param name="CorrelationArea">The same for the correlation of activations.</param>
/// <param name="RandomArea">The same for untrained transcoders.</param>
/// <param name="Planted">K, [feature of layer 1, feature of layer 2].</param>
/// <param name="Recovered">f_dec · f_enc' between the matched features.</param>
public sealed record PlantedConnections(double WeightArea, double CorrelationArea, double RandomArea, double[,] Planted, double[,] Recovered)
{
    /// <summary>Trains a transcoder for each of two stacked planted layers.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides layers, data and initial weights.</param>
    /// <param name="sources">Features of layer 1 that feed each feature of layer 2.</param>
    public static PlantedConnections Run(TranscodersConfig config, long seed, int sources = 2)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var first = PlantedLayer.Draw(config, generator);
        var n = config.Features;
        var connections = zeros(n, n);
        for (long k = 0; k < n; k++)
        {
            foreach (var j in randperm(n, generator: generator).data<long>().ToArray()[..sources])
                connections[j, k] = tensor(1f);
        }

        var second = PlantedLayer.After(first, connections, generator);
        (Tensor, Tensor) SecondBatch()
        {
            var x = first.Apply(first.Inputs(config.Batch, config.Density, generator));
            return (x, second.Apply(x));
        }

        var (lower, upper, randomLower, randomUpper) = SeededModules.Make(seed + TranscodersConfig.WeightSeeds, () => (PlantedRecovery.New(config), PlantedRecovery.New(config), PlantedRecovery.New(config), PlantedRecovery.New(config)));
        var trainer = new DictionaryTrainer { Steps = config.Steps };
        trainer.Train(lower, () => PlantedRecovery.Batch(first, config, generator));
        trainer.Train(upper, SecondBatch);

        using var noGrad = no_grad();
        var planted = connections.data<float>().ToArray().Select(v => (int)v).ToArray();
        var recovered = Weights(lower, upper, first, second);
        var inputs = first.Inputs(8192, config.Density, generator);
        var (from, to) = Matched(lower, upper, first, second);
        var codesFrom = lower.Encode(inputs).index_select(1, tensor(from));
        var codesTo = upper.Encode(first.Apply(inputs)).index_select(1, tensor(to));
        double Area(Tensor scores) => RocAuc.Of(Array.ConvertAll(scores.reshape(-1).abs().data<float>().ToArray(), v => (double)v), planted);
        return new(Area(recovered), Area(Correlation(codesFrom, codesTo)), Area(Weights(randomLower, randomUpper, first, second)), Matrix(connections), Matrix(recovered));
    }

    private static (long[] From, long[] To) Matched(SparseDictionary lower, SparseDictionary upper, PlantedLayer first, PlantedLayer second) =>
        (DictionaryMetrics.Match(first.Write, lower.Decoder).Index, DictionaryMetrics.Match(second.Read, upper.Encoder.t()).Index);

    private static Tensor Weights(SparseDictionary lower, SparseDictionary upper, PlantedLayer first, PlantedLayer second)
    {
        var (from, to) = Matched(lower, upper, first, second);
        return matmul(lower.Decoder.index_select(0, tensor(from)), upper.Encoder.index_select(1, tensor(to)));
    }

    private static Tensor Correlation(Tensor a, Tensor b)
    {
        var (x, y) = (a - a.mean([0]), b - b.mean([0]));
        return matmul(x.t(), y) / (outer(x.norm(0), y.norm(0)) + 1e-9);
    }

    private static double[,] Matrix(Tensor tensor)
    {
        var flat = tensor.data<float>().ToArray();
        var result = new double[tensor.size(0), tensor.size(1)];
        for (var i = 0; i < flat.Length; i++)
            result[i / tensor.size(1), i % tensor.size(1)] = flat[i];
        return result;
    }
}
