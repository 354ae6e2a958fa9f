using Engram.Modeling.Objectives;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using Engram.Probes.Metrics;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>Learns statements by binary cross-entropy and scores them.</summary>
internal static class StatementTraining
{
    private const int Batch = 32;
    private const int EvaluationBatch = 128;

    /// <summary>Trains a network for a fixed number of steps: nothing is selected on data.</summary>
    /// <param name="network">[sample, …] to [sample, statement].</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="labels">[sample, statement].</param>
    /// <param name="steps">Steps.</param>
    /// <param name="learningRate">Peak of the cosine.</param>
    /// <param name="weightDecay">Weight decay.</param>
    /// <param name="seed">Seed of the batches.</param>
    public static void Fit(nn.Module<Tensor, Tensor> network, Tensor inputs, Tensor labels, int steps, double learningRate, double weightDecay, long seed)
    {
        using var optimizer = ParameterGroups.AdamW(network, learningRate, weightDecay);
        var trainer = new Trainer(network, optimizer, new()
        {
            Steps = steps, BatchSize = Batch, Seed = seed, GradientNormLimit = 1,
            LearningRate = new CosineSchedule(learningRate, steps, steps / 10, learningRate / 100),
        }, (int)inputs.shape[0]);
        trainer.Run(context =>
        {
            var rows = context.Rows;
            var scores = network.call(inputs.index_select(0, rows));
            return new(new LossTerm("cross_entropy", nn.functional.binary_cross_entropy_with_logits(scores, labels.index_select(0, rows))));
        });
    }

    /// <summary>A network's output for all samples, in batches, without gradients.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">[sample, …].</param>
    public static Tensor Evaluate(nn.Module<Tensor, Tensor> network, Tensor inputs)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        network.eval();
        List<Tensor> parts = [];
        for (long from = 0; from < inputs.shape[0]; from += EvaluationBatch)
        {
            using var inner = NewDisposeScope(); // what the layers pass on is gone after each part
            parts.Add(network.call(inputs.narrow(0, from, Math.Min(EvaluationBatch, inputs.shape[0] - from))).MoveToOuterDisposeScope());
        }

        return cat(parts).MoveToOuterDisposeScope();
    }

    /// <summary>Area under the ROC curve of each statement.</summary>
    /// <param name="scores">[sample, statement].</param>
    /// <param name="labels">[sample, statement].</param>
    public static double[] Areas(Tensor scores, Tensor labels) => [.. Enumerable.Range(0, (int)labels.shape[1]).Select(s =>
        RocAuc.Of([.. scores.select(1, s).to(float64).contiguous().data<double>()], [.. labels.select(1, s).contiguous().data<float>().ToArray().Select(v => v > 0.5f ? 1 : 0)]))];
}
