using Engram.Probes.Statistics;

namespace Engram.Probes.Protocols;

/// <summary>What came out for the encoder or one of its controls.</summary>
/// <param name="Name">Which.</param>
/// <param name="Interval">The metric over all samples, mean of the seeds, with its interval over subjects.</param>
/// <param name="FoldScores">The metric of each fold, seed after seed.</param>
/// <param name="Difference">Test of the encoder against this control over the folds; null for the encoder itself and where a single fold ran.</param>
/// <param name="AdjustedPValue">Its p value after Holm's correction over the controls.</param>
public sealed record ProbeReportRow(string Name, Interval Interval, IReadOnlyList<double> FoldScores, TestResult? Difference, double? AdjustedPValue);
