namespace Engram.Probes.Neighbors;

/// <summary>Writes what stands for a row in single precision: centred and scaled, or divided by its norm.</summary>
internal delegate void RowPreparation(ReadOnlySpan<double> row, Span<double> prepared);
