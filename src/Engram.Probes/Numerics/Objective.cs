namespace Engram.Probes.Numerics;

/// <summary>A function to minimise: writes its gradient and returns its value.</summary>
internal delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);
