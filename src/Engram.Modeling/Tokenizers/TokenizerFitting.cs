using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>The loop that fits a learned tokenizer.</summary>
internal static class TokenizerFitting
{
    /// <summary>Lowers a loss; the module is in evaluation mode afterwards.</summary>
    public static void Run(nn.Module module, SignalBatch signals, TokenizerTraining training, Func<SignalBatch, SeededRandom, Tensor> loss)
    {
        var random = new SeededRandom(training.Seed);
        using var optimizer = optim.AdamW(module.parameters(), training.LearningRate, weight_decay: training.WeightDecay);
        var (order, next) = (Array.Empty<int>(), 0);
        module.train();
        for (var step = 0; step < training.Steps; step++)
        {
            using var scope = NewDisposeScope();
            if (next >= order.Length)
                (order, next) = (random.Permutation(signals.Batch), 0);
            var rows = order[next..Math.Min(next + training.Batch, order.Length)];
            next += rows.Length;
            var batch = new SignalBatch(signals.Samples.index_select(0, tensor(Array.ConvertAll(rows, r => (long)r)).to(signals.Samples.device)), signals.SamplingRate) { Sensors = signals.Sensors };
            optimizer.zero_grad();
            var value = loss(batch, random);
            if (!double.IsFinite(value.ToDouble()))
                throw new InvalidOperationException($"The loss of step {step} is not finite. Lower the learning rate of {training.LearningRate}.");
            value.backward();
            optimizer.step();
        }

        module.eval();
    }
}
