using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries;

/// <summary>Trains a dictionary with Adam: fraction of variance unexplained + λ₁ Σ z (+ ghost gradients), decoder rows kept at norm 1.</summary>
public sealed record DictionaryTrainer
{
    /// <summary>Steps.</summary>
    public int Steps { get; init; } = 1500;

    /// <summary>Learning rate after the warm-up.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Steps over which the rate rises from 0.</summary>
    public int WarmUpSteps { get; init; } = 50;

    /// <summary>Share of the last steps over which the rate falls to 0.</summary>
    public double DecayShare { get; init; } = 0.2;

    /// <summary>Steps without activity after which a feature counts as dead; 0 = no ghost gradients.</summary>
    public int DeadWindow { get; init; } = 200;

    /// <summary>Trains in place.</summary>
    /// <param name="dictionary">The dictionary.</param>
    /// <param name="batch">Gives inputs [batch, input] and targets [batch, output]; called once before the first step too.</param>
    /// <returns>The loss of every step.</returns>
    public IReadOnlyList<double> Train(SparseDictionary dictionary, Func<(Tensor Input, Tensor Target)> batch)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        ArgumentNullException.ThrowIfNull(batch);
        using (NewDisposeScope())
        {
            var (input, target) = batch();
            dictionary.InitialiseBiases(input, target);
        }

        using var optimizer = optim.Adam(dictionary.parameters(), LearningRate);
        var silent = new long[dictionary.Config.Width];
        var losses = new List<double>(Steps);
        for (var step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = LearningRate * Math.Min(Math.Min(1, (step + 1.0) / WarmUpSteps), Math.Max(1e-3, (Steps - step) / (DecayShare * Steps)));
            var (input, target) = batch();
            optimizer.zero_grad();
            var active = dictionary.HasKernel(input) ? dictionary.Activate(input) : null;
            var (output, codes) = active is null ? dictionary.call(input) : (dictionary.Decode(active), active.Values);
            var residual = target - output;
            var reconstruction = residual.square().sum() / (target - target.mean([0])).square().sum();
            var loss = reconstruction;
            if (dictionary.Config.L1 > 0)
                loss = loss + codes.sum([-1]).mean() * dictionary.Config.L1;
            if (DeadWindow > 0 && step > DeadWindow && Array.Exists(silent, s => s > DeadWindow))
                loss = loss + GhostGradient.Loss(dictionary, input, residual, tensor(Array.ConvertAll(silent, s => s > DeadWindow)), reconstruction);
            loss.backward();
            dictionary.ProjectDecoderGradient();
            optimizer.step();
            dictionary.NormaliseDecoder();
            losses.Add(reconstruction.ToDouble());
            if (DeadWindow > 0)
                Count(silent, active?.ToDense(dictionary.Config.Width) ?? codes);
        }

        return losses;
    }

    private static void Count(long[] silent, Tensor codes)
    {
        var active = codes.detach().amax([0L]).gt(0).data<bool>().ToArray();
        for (var i = 0; i < silent.Length; i++)
            silent[i] = active[i] ? 0 : silent[i] + 1;
    }
}
