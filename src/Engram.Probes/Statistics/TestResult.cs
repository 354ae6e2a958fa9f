namespace Engram.Probes.Statistics;

/// <summary>What a test of a null hypothesis says.</summary>
/// <param name="Name">Which test.</param>
/// <param name="Statistic">Its statistic.</param>
/// <param name="PValue">Chance of a statistic as extreme under the null hypothesis.</param>
/// <param name="Count">Pairs or trials that it rests on.</param>
public sealed record TestResult(string Name, double Statistic, double PValue, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name}: statistic {Statistic:0.###}, p = {PValue:0.####}, n = {Count}");
}
