namespace Engram.Benchmarks;

/// <summary>One case of a duel.</summary>
internal sealed record Measurement(string Name, double Microseconds, double Check);
