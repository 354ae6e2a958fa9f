using Engram.Modeling.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Generative;

/// <summary>Makes signals from noise with a trained denoiser.</summary>
/// <param name="schedule">The noise schedule it was trained with.</param>
/// <param name="target">What it predicts.</param>
public sealed class DiffusionSampler(NoiseSchedule schedule, DiffusionTarget target)
{
    /// <summary>
    /// Ancestral sampling (Ho et al. 2020): each step draws from <c>q(x_{t-1} | x_t, x̂₀)</c>, whose mean is
    /// <c>√ᾱ_{t-1} β_t/(1-ᾱ_t) x̂₀ + √α_t (1-ᾱ_{t-1})/(1-ᾱ_t) x_t</c> and variance <c>β_t (1-ᾱ_{t-1})/(1-ᾱ_t)</c>.
    /// </summary>
    /// <param name="denoiser">From x_t [batch, …] and step [batch] to a prediction.</param>
    /// <param name="shape">[batch, …] of what is made.</param>
    /// <param name="generator">Draws all noise.</param>
    /// <param name="cancellationToken">Ends the sampling between steps.</param>
    /// <exception cref="OperationCanceledException">The token was set.</exception>
    public Tensor Ancestral(Func<Tensor, Tensor, Tensor> denoiser, long[] shape, Generator generator, CancellationToken cancellationToken = default) =>
        Walk(denoiser, shape, generator, [.. Enumerable.Range(0, schedule.Steps + 1).Reverse()], (x, signal, _, from, to) =>
        {
            var (before, after) = (schedule.AlphaBar[from], schedule.AlphaBar[to]);
            var alpha = before / after;
            var mean = (signal * (Math.Sqrt(after) * (1 - alpha) / (1 - before))) + (x * (Math.Sqrt(alpha) * (1 - after) / (1 - before)));
            return to == 0 ? mean : mean + (randn(shape, dtype: x.dtype, generator: generator) * Math.Sqrt((1 - alpha) * (1 - after) / (1 - before)));
        }, cancellationToken);

    /// <summary>Sampling without noise after the start, in fewer steps (DDIM, Song et al. 2021): <c>x_s = √ᾱ_s x̂₀ + √(1-ᾱ_s) ε̂</c>.</summary>
    /// <param name="denoiser">From x_t [batch, …] and step [batch] to a prediction.</param>
    /// <param name="shape">[batch, …] of what is made.</param>
    /// <param name="generator">Draws the start.</param>
    /// <param name="steps">Evaluations of the denoiser, from 1 to T.</param>
    /// <param name="cancellationToken">Ends the sampling between steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is not in 1 … T.</exception>
    /// <exception cref="OperationCanceledException">The token was set.</exception>
    public Tensor Deterministic(Func<Tensor, Tensor, Tensor> denoiser, long[] shape, Generator generator, int steps, CancellationToken cancellationToken = default)
    {
        if (steps < 1 || steps > schedule.Steps)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"Expected between 1 and {schedule.Steps} steps.");
        int[] path = [.. Enumerable.Range(0, steps + 1).Select(i => (int)Math.Round((double)schedule.Steps * (steps - i) / steps))];
        return Walk(denoiser, shape, generator, path, (_, signal, noise, _, to) =>
            (signal * Math.Sqrt(schedule.AlphaBar[to])) + (noise * Math.Sqrt(1 - schedule.AlphaBar[to])), cancellationToken);
    }

    private Tensor Walk(Func<Tensor, Tensor, Tensor> denoiser, long[] shape, Generator generator, int[] path, Func<Tensor, Tensor, Tensor, int, int, Tensor> move, CancellationToken cancellationToken)
    {
        using var _ = no_grad();
        var x = randn(shape, generator: generator);
        for (var i = 0; i + 1 < path.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var step = full([shape[0]], path[i], dtype: ScalarType.Int64);
            var (signal, noise) = schedule.Resolve(target, denoiser(x, step), x, step);
            var next = move(x, signal, noise, path[i], path[i + 1]).MoveToOuterDisposeScope();
            x.Dispose();
            x = next;
        }

        return x;
    }
}
