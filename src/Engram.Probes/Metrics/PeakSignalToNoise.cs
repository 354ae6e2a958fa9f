namespace Engram.Probes.Metrics;

/// <summary>Peak signal-to-noise ratio of an estimate (dB).</summary>
public static class PeakSignalToNoise
{
    /// <summary>10 log₁₀(range² / MSE); infinite where the estimate is perfect. Values in [-1, 1] have range 2.</summary>
    /// <param name="reference">The truth.</param>
    /// <param name="estimate">As many values.</param>
    /// <param name="range">Largest minus smallest possible value, above 0.</param>
    /// <exception cref="ArgumentException">The numbers of values differ or are 0, or the range is not above 0.</exception>
    public static double Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> estimate, double range = 2)
    {
        if (reference.Length != estimate.Length || reference.IsEmpty || !(range > 0))
            throw new ArgumentException($"Expected as many estimates as references, at least one, and a range above 0; got {estimate.Length}, {reference.Length} and {range}.");
        var error = 0.0;
        for (var i = 0; i < reference.Length; i++)
            error += (reference[i] - estimate[i]) * (reference[i] - estimate[i]);
        return 10 * Math.Log10(range * range * reference.Length / error);
    }
}
