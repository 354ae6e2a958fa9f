using Engram.Modeling.Training;
using Engram.Probes.Metrics;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.TfmTokenizer;

/// <summary>Masked pretraining on all training trials, and learning the classes from the labelled ones; every method sees the same batches.</summary>
internal sealed class ClassLearning(TfmTokenizerConfig config, int[] labels, int[] testLabels, int[] otherLabels, long seed)
{
    public void Pretrain(MotifTransformer model, Tensor codes, Action<int, double>? progress)
    {
        var random = new SeededRandom(seed).Split("hidden codes");
        var order = new BatchOrder((int)codes.shape[0], config.Pretraining.Batch, seed);
        GradientSteps.Run(model, config.Pretraining, step => model.PretrainingLoss(codes.index_select(0, order.Rows(step)), random), progress);
    }

    /// <summary>κ on both test sets of a model that was trained on the first trials of the first set.</summary>
    /// <param name="model">From tokens to classes.</param>
    /// <param name="sets">Tokens of the training trials, the test trials and those of the other device.</param>
    /// <param name="isShuffled">Whether labels are dealt at random.</param>
    public (double Kappa, double Shifted) Learn(nn.Module<Tensor, Tensor> model, Tensor[] sets, bool isShuffled)
    {
        var given = isShuffled ? Array.ConvertAll(new SeededRandom(seed).Split("shuffle").Permutation(labels.Length), i => labels[i]) : labels;
        var classes = tensor(Array.ConvertAll(given, l => (long)l));
        var order = new BatchOrder(labels.Length, config.FineTuning.Batch, seed + 1);
        GradientSteps.Run(model, config.FineTuning, step =>
        {
            var rows = order.Rows(step);
            return nn.functional.cross_entropy(model.call(sets[0].index_select(0, rows)), classes.index_select(0, rows), label_smoothing: 0.1);
        });
        using var _ = no_grad();
        double Kappa(Tensor tokens, int[] truth) => ConfusionMatrix.Of(truth, [.. model.call(tokens).argmax(-1).data<long>().ToArray().Select(c => (int)c)]).CohenKappa;
        return (Kappa(sets[1], testLabels), Kappa(sets[2], otherLabels));
    }
}
