using System.Numerics.Tensors;

namespace Engram.Signals.Simulation;

/// <summary>
/// The blood-oxygen response to a short burst of neural activity, a difference of two gamma densities (Friston et al. 1998; Glover 1999):
/// h(t) = t^(a-1)e^(-t)/Γ(a) - r t^(b-1)e^(-t)/Γ(b), scaled to a peak of 1. With the defaults it peaks at about 5 s and is lowest near 15 s.
/// </summary>
public sealed record HaemodynamicResponse
{
    /// <summary>a: the peak lies at a - 1 seconds.</summary>
    public double PeakShape { get; init; } = 6;

    /// <summary>b: the undershoot lies at about b - 1 seconds.</summary>
    public double UndershootShape { get; init; } = 16;

    /// <summary>r.</summary>
    public double UndershootRatio { get; init; } = 1.0 / 6;

    /// <summary>Seconds by which the whole response is late.</summary>
    public double Delay { get; init; }

    /// <summary>Samples of h from 0 to 32 seconds after the delay.</summary>
    /// <param name="samplingRate">Hz.</param>
    public double[] Kernel(double samplingRate)
    {
        var kernel = new double[(int)Math.Ceiling((32 + Math.Max(0, Delay)) * samplingRate)];
        for (var i = 0; i < kernel.Length; i++)
        {
            var t = (i / samplingRate) - Delay;
            kernel[i] = t <= 0 ? 0 : Density(t, PeakShape) - (UndershootRatio * Density(t, UndershootShape));
        }

        // the peak itself, not the largest sample, so that the scale does not depend on the rate
        double peak = 0;
        for (var t = 0.001; t < 20; t += 0.001)
            peak = Math.Max(peak, Density(t, PeakShape) - (UndershootRatio * Density(t, UndershootShape)));
        TensorPrimitives.Divide(kernel, peak, kernel);
        return kernel;
    }

    /// <summary>The response to a course of neural activity, Σ_s h(s) x(t - s) / fs.</summary>
    /// <param name="activity">Neural activity.</param>
    /// <param name="samplingRate">fs (Hz).</param>
    public double[] Respond(ReadOnlySpan<double> activity, double samplingRate)
    {
        var kernel = Kernel(samplingRate);
        var response = new double[activity.Length];
        for (var s = 0; s < Math.Min(kernel.Length, activity.Length); s++)
            TensorPrimitives.MultiplyAdd<double>(activity[..^s], kernel[s] / samplingRate, response.AsSpan(s), response.AsSpan(s));
        return response;
    }

    private static double Density(double t, double shape) => Math.Exp(((shape - 1) * Math.Log(t)) - t - MathNet.Numerics.SpecialFunctions.GammaLn(shape));
}
