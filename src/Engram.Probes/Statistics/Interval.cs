namespace Engram.Probes.Statistics;

/// <summary>A number with its interval.</summary>
/// <param name="Value">The statistic of all samples.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Coverage that is aimed at, such as 0.95.</param>
public sealed record Interval(double Value, double Low, double High, double Level)
{
    /// <summary>Whether a number lies within.</summary>
    /// <param name="value">Number.</param>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Value:0.000} [{Low:0.000}, {High:0.000}]");
}
