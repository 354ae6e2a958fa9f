using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>
/// AdamW whose rate is clipped tensor by tensor (Wortsman et al. 2023): with v̂ the debiased second moment after the update,
/// RMS = √mean(g² / max(v̂, ε²)), η = lr / max(1, RMS); then θ ← (1 - η λ) θ - η m̂ / (√v̂ + ε). A gradient that is suddenly much larger than
/// its history makes a small step instead of a large one.
/// </summary>
public sealed class StableAdamW : AdamW
{
    /// <summary>An optimiser; the defaults are REVE's.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">Learning rate.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public StableAdamW(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.92, double beta2 = 0.999, double epsilon = 1e-9, double weightDecay = 0.01)
        : base(parameters, learningRate, beta1, beta2, epsilon, weightDecay)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
    }

    /// <summary>One update of all parameters that have a gradient.</summary>
    /// <param name="closure">Evaluates the loss first, where given.</param>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        var loss = closure?.Invoke();
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var states = state_dict();
        foreach (var (group, indices) in ParamGroups.Cast<TorchSharp.Modules.ParamGroup>().Zip(states.StateIndexRef))
        {
            foreach (var (parameter, index) in group.Parameters.Zip(indices))
            {
                if (parameter.grad is { } gradient)
                    Update(parameter, gradient, (State)states.State[index], (Options)group.Options, group.LearningRate);
            }
        }

        return loss;
    }

    private static void Update(Parameter parameter, Tensor gradient, State state, Options options, double rate)
    {
        var (beta1, beta2, epsilon) = (options.beta1!.Value, options.beta2!.Value, options.eps!.Value);
        state.step++;
        state.exp_avg.mul_(beta1).add_(gradient, alpha: 1 - beta1);
        state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        var mean = state.exp_avg / (1 - Math.Pow(beta1, state.step)); // m̂
        var square = state.exp_avg_sq / (1 - Math.Pow(beta2, state.step)); // v̂
        var spread = Math.Sqrt((gradient.square() / square.clamp(min: epsilon * epsilon)).mean().ToDouble()); // RMS
        var clipped = rate / Math.Max(1, spread); // η
        parameter.mul_(1 - (clipped * options.weight_decay!.Value));
        parameter.sub_(mean / (square.sqrt() + epsilon) * clipped);
    }
}
