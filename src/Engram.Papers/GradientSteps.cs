using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers;

/// <summary>
/// The plain training loop of small experiments that run side by side, one a seed: AdamW with a linear warm-up and decay and gradients clipped at norm 1.
/// The <c>Trainer</c> owns torch's one shared generator while it runs, so that two of them at once would not give the same bits twice.
/// </summary>
internal static class GradientSteps
{
    /// <summary>Trains; the module is in evaluation mode afterwards.</summary>
    /// <param name="module">What is trained.</param>
    /// <param name="settings">How.</param>
    /// <param name="loss">The loss of a step, from 0.</param>
    /// <param name="progress">Told the step and its loss.</param>
    public static void Run(nn.Module module, GradientStepSettings settings, Func<int, Tensor> loss, Action<int, double>? progress = null)
    {
        var parameters = module.parameters().Where(p => p.requires_grad).ToList();
        using var optimizer = optim.AdamW(parameters, settings.LearningRate, weight_decay: settings.WeightDecay);
        module.train();
        for (var step = 0; step < settings.Steps; step++)
        {
            using var scope = NewDisposeScope();
            var rising = (step + 1.0) / Math.Max(1, settings.WarmUp);
            var falling = (double)(settings.Steps - step) / Math.Max(1, settings.Steps - settings.WarmUp);
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = settings.LearningRate * Math.Min(1, Math.Min(rising, falling));
            optimizer.zero_grad();
            var value = loss(step);
            value.backward();
            nn.utils.clip_grad_norm_(parameters.Where(p => p.grad is not null), 1);
            optimizer.step();
            progress?.Invoke(step, value.ToDouble());
        }

        module.eval();
    }
}
