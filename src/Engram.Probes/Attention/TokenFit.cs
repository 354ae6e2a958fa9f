using System.Collections.Immutable;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Attention;

/// <summary>Trains a head on frozen tokens.</summary>
internal static class TokenFit
{
    public static TokenProbeModel Run(Tensor tokens, IReadOnlyList<int> labels, int? heads, ProbeTraining training, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        training.Validate();
        ImmutableArray<int> classes = [.. labels.Distinct().Order()];
        long[] index = [.. labels.Select(l => (long)classes.BinarySearch(l))];
        var head = new TokenHead(tokens, classes.Length, heads, random.Split("weights"));
        try
        {
            Train(head, tokens, index, training, random.Split("order"));
            return new(head, classes);
        }
        catch
        {
            head.Dispose();
            throw;
        }
    }

    private static void Train(TokenHead head, Tensor tokens, long[] index, ProbeTraining training, SeededRandom random)
    {
        using var _ = enable_grad();
        using var optimizer = optim.AdamW(head.Parameters, training.LearningRate, weight_decay: training.WeightDecay);
        var batches = (index.Length + training.BatchSize - 1) / training.BatchSize;
        var (step, steps) = (0, training.Epochs * batches);
        for (var epoch = 0; epoch < training.Epochs; epoch++)
        {
            foreach (var batch in random.Permutation(index.Length).Chunk(training.BatchSize))
            {
                using var scope = NewDisposeScope();
                foreach (var group in optimizer.ParamGroups)
                    group.LearningRate = training.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / steps));
                var rows = tensor(Array.ConvertAll(batch, i => (long)i)).to(tokens.device);
                var truth = tensor(Array.ConvertAll(batch, i => index[i])).to(tokens.device);
                optimizer.zero_grad();
                var loss = nn.functional.cross_entropy(head.Forward(tokens.detach().index_select(0, rows)), truth);
                if (!float.IsFinite(loss.item<float>()))
                    throw new ArithmeticException($"The loss of step {step} is not finite. Lower the learning rate, {training.LearningRate}.");
                loss.backward();
                optimizer.step();
                step++;
            }
        }
    }
}
