namespace Engram.Signals.Filtering;

/// <summary>One second-order section: H(z) = (b₀ + b₁z⁻¹ + b₂z⁻²) / (1 + a₁z⁻¹ + a₂z⁻²).</summary>
/// <param name="B0">b₀.</param>
/// <param name="B1">b₁.</param>
/// <param name="B2">b₂.</param>
/// <param name="A1">a₁.</param>
/// <param name="A2">a₂.</param>
public readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2);
