using System.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>Butterworth's analogue low-pass: |H|² = 1/(1 + ω^2n), poles evenly on the left half of the unit circle.</summary>
internal static class ButterworthPrototype
{
    public static ZeroPoleGain Design(int order) =>
        new([], [.. Enumerable.Range(0, order).Select(k => -Complex.Exp(Complex.ImaginaryOne * Math.PI * ((2 * k) - order + 1) / (2 * order)))], 1);
}
