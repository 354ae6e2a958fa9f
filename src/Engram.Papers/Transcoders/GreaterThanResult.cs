using Engram.Interpretability.Dictionaries;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Transcoders;

/// <summary>What remains of the greater-than model when only the k most varying units of its MLP are kept.</summary>
/// <param name="Kept">k.</param>
/// <param name="Features">Probability difference with k transcoder features.</param>
/// <param name="Neurons">Probability difference with k neurons.</param>
/// <param name="RandomFeatures">Probability difference with k features of an untrained transcoder whose decoder was fitted by least squares.</param>
/// <param name="Original">Of the whole model.</param>
/// <param name="Removed">With the MLP's mean output in its place.</param>
/// <param name="TopFeatures">Activations of the three most varying features against Y, [feature][Y].</param>
public sealed record GreaterThanResult(int[] Kept, double[] Features, double[] Neurons, double[] RandomFeatures, double Original, double Removed, double[][] TopFeatures)
{
    /// <summary>Trains the model and a transcoder of its MLP.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides everything.</param>
    public static GreaterThanResult Run(TranscodersConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        var kept = config.Kept;
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var (model, transcoder, untrained) = SeededModules.Make(seed + TranscodersConfig.WeightSeeds, () => (new GreaterThanModel(), New(2e-3), New(0)));
        model.Train(config.GreaterThanModelSteps);
        using var noGrad = no_grad();
        var y = arange(GreaterThanModel.Numbers - 1);
        var (middle, input) = (model.Middle(y), model.MlpInput(y));
        var target = model.Mlp(input);
        var spread = input.std([0L]);
        using (enable_grad())
        {
            // 31 inputs alone would be learnt by heart; noise makes the transcoder learn the function around them
            new DictionaryTrainer { Steps = config.GreaterThanSteps }.Train(transcoder, () =>
            {
                using var inner = no_grad();
                var noisy = input.index_select(0, randint(31, [256], generator: generator)) + randn(256, 32, generator: generator) * spread * 0.3;
                return (noisy, model.Mlp(noisy));
            });
        }

        var randomCodes = untrained.Encode(input);

        // 31 centred inputs have rank 30: the least decoder of all that fit; in single precision rounding decided what the missing direction gave
        var (codes64, target64) = (randomCodes.to(float64), target.to(float64));
        var randomDecoder = matmul(linalg.pinv(codes64 - codes64.mean([0]), rtol: 1e-9), target64 - target64.mean([0])).to(float32);
        var codes = transcoder.Encode(input);
        var neurons = model.Neurons(input);
        double Keep(Tensor units, int k, Func<Tensor, Tensor> decode)
        {
            var top = units.var([0L]).topk(k, 0).Item2;
            var mask = zeros(units.size(1)).index_fill(0, top, 1);
            return GreaterThanModel.ProbabilityDifference(model.Output(middle, decode(units.mean([0], keepdim: true) * (1 - mask) + units * mask)));
        }

        var best = codes.var([0L]).topk(3, 0).Item2.data<long>().ToArray();
        return new(kept,
            Array.ConvertAll(kept, k => Keep(codes, k, transcoder.Decode)),
            Array.ConvertAll(kept, k => Keep(neurons, k, model.FromNeurons)),
            Array.ConvertAll(kept, k => Keep(randomCodes, k, u => matmul(u - randomCodes.mean([0]), randomDecoder) + target.mean([0]))),
            GreaterThanModel.ProbabilityDifference(model.Output(middle, target)),
            GreaterThanModel.ProbabilityDifference(model.Output(middle, target.mean([0], keepdim: true).expand_as(target))),
            [.. best.Select(f => Array.ConvertAll(codes.select(1, f).data<float>().ToArray(), v => (double)v))]);
    }

    private static SparseDictionary New(double l1) => new(new() { InputSize = 32, OutputSize = 32, Width = 256, L1 = l1 });
}
