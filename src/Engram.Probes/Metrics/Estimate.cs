namespace Engram.Probes.Metrics;

/// <summary>A mean with its 95 % interval by Student's t over independent repetitions.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="HalfWidth">Half-width of the interval; infinite for a single value.</param>
/// <param name="Count">Repetitions.</param>
public sealed record Estimate(double Mean, double HalfWidth, int Count)
{
    // 97.5 % quantiles of Student's t for 1, 2, … degrees of freedom
    private static readonly double[] Quantiles = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131];

    /// <summary>Lower end of the interval.</summary>
    public double Low => Mean - HalfWidth;

    /// <summary>Upper end of the interval.</summary>
    public double High => Mean + HalfWidth;

    /// <summary>Mean and interval of repetitions.</summary>
    /// <param name="values">One value for each repetition.</param>
    public static Estimate Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        if (values.Count < 2)
            return new(mean, double.PositiveInfinity, values.Count);
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        var quantile = values.Count - 2 < Quantiles.Length ? Quantiles[values.Count - 2] : 1.96 + (2.4 / (values.Count - 1));
        return new(mean, quantile * deviation / Math.Sqrt(values.Count), values.Count);
    }

    /// <inheritdoc/>
    public override string ToString() => double.IsFinite(HalfWidth) ? $"{Mean:0.000} ± {HalfWidth:0.000}" : $"{Mean:0.000}";
}
