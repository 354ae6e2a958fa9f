namespace Engram.Probes.Metrics;

/// <summary>Trials whose probability falls into one range.</summary>
/// <param name="Predicted">Mean probability of class 1.</param>
/// <param name="Observed">Share of class 1.</param>
/// <param name="Count">Trials.</param>
public sealed record ReliabilityBin(double Predicted, double Observed, int Count);
