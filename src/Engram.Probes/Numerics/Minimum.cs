namespace Engram.Probes.Numerics;

/// <summary>Where a minimisation ended.</summary>
internal sealed record Minimum(double[] Point, double Value, int Iterations, bool HasConverged);
