using Engram.Modeling.Configuration;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>A network is to undo noise of a random step (Ho et al. 2020): mean squared error on ε, x₀ or v.</summary>
public sealed class Denoising
{
    private readonly DenoisingConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public Denoising(DenoisingConfig config)
    {
        config.Validate();
        this.config = config;
        Schedule = new(config.Schedule, config.Steps);
    }

    /// <summary>How noise grows.</summary>
    public NoiseSchedule Schedule { get; }

    /// <summary>The loss at random steps with random noise.</summary>
    /// <param name="denoiser">From x_t [batch, …] and step [batch] to a prediction.</param>
    /// <param name="signal">x₀, [batch, …].</param>
    /// <param name="generator">Draws steps and noise.</param>
    /// <exception cref="ArgumentException">The batch is empty, or the prediction's shape is wrong.</exception>
    public LossTerms Compute(Func<Tensor, Tensor, Tensor> denoiser, Tensor signal, Generator generator)
    {
        if (signal.numel() == 0)
            throw new ArgumentException($"{nameof(Denoising)}: expected signals, got an empty batch of shape [{string.Join(", ", signal.shape)}].", nameof(signal));
        var step = randint(1, Schedule.Steps + 1, [signal.shape[0]], dtype: ScalarType.Int64, device: signal.device, generator: generator);
        return Compute(denoiser, signal, step, randn(signal.shape, dtype: signal.dtype, device: signal.device, generator: generator));
    }

    /// <summary>The loss at given steps with given noise, as the term <c>denoising</c>.</summary>
    /// <param name="denoiser">From x_t and step to a prediction.</param>
    /// <param name="signal">x₀, [batch, …].</param>
    /// <param name="step">[batch], from 1 to T.</param>
    /// <param name="noise">ε.</param>
    /// <exception cref="ArgumentException">The batch is empty, or a shape is wrong.</exception>
    public LossTerms Compute(Func<Tensor, Tensor, Tensor> denoiser, Tensor signal, Tensor step, Tensor noise)
    {
        Distances.SameShape(noise, signal, nameof(Denoising));
        var prediction = denoiser(Schedule.Noisy(signal, noise, step), step);
        var target = Schedule.Target(config.Target, signal, noise, step);
        Distances.SameShape(prediction, target, nameof(Denoising));
        return new(new LossTerm("denoising", (prediction - target.detach()).square().mean()));
    }
}
