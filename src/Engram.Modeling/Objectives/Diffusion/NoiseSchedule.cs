using Engram.Modeling.Configuration;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>
/// How a signal drowns: <c>x_t = √ᾱ_t x₀ + √(1-ᾱ_t) ε</c> for steps 1 … T; step 1 is nearly clean, ᾱ₀ = 1.
/// </summary>
public sealed class NoiseSchedule
{
    private const double Offset = 0.008;
    private const double LargestBeta = 0.999;
    private readonly double[] alphaBar;

    /// <summary>A schedule.</summary>
    /// <param name="kind">Its form.</param>
    /// <param name="steps">T.</param>
    public NoiseSchedule(NoiseScheduleKind kind, int steps)
    {
        Require.AtLeast(steps, 1);
        alphaBar = new double[steps + 1];
        alphaBar[0] = 1;
        for (var t = 1; t <= steps; t++)
            alphaBar[t] = alphaBar[t - 1] * (1 - Beta(kind, t, steps));
    }

    /// <summary>T.</summary>
    public int Steps => alphaBar.Length - 1;

    /// <summary>ᾱ of each step, from ᾱ₀ = 1.</summary>
    public IReadOnlyList<double> AlphaBar => alphaBar;

    /// <summary>Adds noise.</summary>
    /// <param name="signal">x₀, [batch, …].</param>
    /// <param name="noise">ε, the same shape.</param>
    /// <param name="step">[batch], from 1 to T.</param>
    public Tensor Noisy(Tensor signal, Tensor noise, Tensor step)
    {
        var (a, b) = Scales(signal, step);
        return (a * signal) + (b * noise);
    }

    /// <summary>What a denoiser of a kind should say.</summary>
    /// <param name="target">The kind.</param>
    /// <param name="signal">x₀.</param>
    /// <param name="noise">ε.</param>
    /// <param name="step">[batch].</param>
    public Tensor Target(DiffusionTarget target, Tensor signal, Tensor noise, Tensor step)
    {
        var (a, b) = Scales(signal, step);
        return target switch
        {
            DiffusionTarget.Epsilon => noise,
            DiffusionTarget.Signal => signal,
            _ => (a * noise) - (b * signal),
        };
    }

    /// <summary>Clean signal and noise that a prediction stands for.</summary>
    /// <param name="target">Its kind.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="noisy">x_t.</param>
    /// <param name="step">[batch].</param>
    public (Tensor Signal, Tensor Noise) Resolve(DiffusionTarget target, Tensor prediction, Tensor noisy, Tensor step)
    {
        var (a, b) = Scales(noisy, step);
        return target switch
        {
            DiffusionTarget.Epsilon => ((noisy - (b * prediction)) / a, prediction),
            DiffusionTarget.Signal => (prediction, (noisy - (a * prediction)) / b),
            _ => ((a * noisy) - (b * prediction), (b * noisy) + (a * prediction)),
        };
    }

    private static double Beta(NoiseScheduleKind kind, int t, int steps)
    {
        if (kind == NoiseScheduleKind.Linear)
            return Math.Min(LargestBeta, 1000.0 / steps * (1e-4 + ((0.02 - 1e-4) * (t - 1) / Math.Max(steps - 1, 1))));
        return Math.Min(LargestBeta, 1 - (Cosine(t) / Cosine(t - 1)));

        double Cosine(int at)
        {
            var c = Math.Cos((((double)at / steps) + Offset) / (1 + Offset) * Math.PI / 2);
            return c * c;
        }
    }

    private (Tensor Signal, Tensor Noise) Scales(Tensor like, Tensor step)
    {
        Expect.Shape(step, nameof(NoiseSchedule), "batch", like.shape[0]);
        var a = tensor(alphaBar, dtype: like.dtype, device: like.device)[step.to(ScalarType.Int64)];
        long[] spread = [like.shape[0], .. Enumerable.Repeat(1L, (int)like.dim() - 1)];
        return (a.sqrt().reshape(spread), (1 - a).sqrt().reshape(spread));
    }
}
