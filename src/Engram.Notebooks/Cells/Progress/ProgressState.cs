namespace Engram.Notebooks.Cells.Progress;

/// <summary>How far some work is.</summary>
/// <param name="Title">What is going on.</param>
/// <param name="Fraction">Part done, 0 to 1.</param>
/// <param name="Count">The same in words.</param>
/// <param name="Number">The latest value, in words; empty where there is none.</param>
/// <param name="Curve">Values so far.</param>
internal sealed record ProgressState(string Title, double Fraction, string Count, string Number, IReadOnlyList<(long Step, double Value)> Curve);
