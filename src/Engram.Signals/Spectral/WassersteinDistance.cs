namespace Engram.Signals.Spectral;

/// <summary>The first Wasserstein distance between densities over equal bins: how far mass has to be moved, in bins, to turn one into the other.</summary>
public static class WassersteinDistance
{
    /// <summary>W₁ = Σ_k |CDF_a(k) - CDF_b(k)|, after both were scaled to sum 1.</summary>
    /// <param name="first">Mass in each bin, not negative.</param>
    /// <param name="second">The same number of bins.</param>
    /// <exception cref="ArgumentException">The numbers of bins differ, or a density has no mass, negative mass or mass that is not finite.</exception>
    public static double Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length || first.IsEmpty)
            throw new ArgumentException($"Expected two densities over the same bins, got {first.Length} and {second.Length} bins.");
        var (scale, otherScale) = (1 / Mass(first), 1 / Mass(second));
        var (difference, distance) = (0.0, 0.0);
        for (var k = 0; k < first.Length; k++)
        {
            difference += (first[k] * scale) - (second[k] * otherScale);
            distance += Math.Abs(difference);
        }

        return distance;
    }

    private static double Mass(ReadOnlySpan<double> density)
    {
        var sum = 0.0;
        foreach (var value in density)
        {
            if (!(value >= 0) || double.IsInfinity(value))
                throw new ArgumentException($"Expected finite mass of at least 0 in each bin, got {value}.");
            sum += value;
        }

        return sum > 0 ? sum : throw new ArgumentException("Expected mass in at least one bin, got none: a constant has no spectrum to compare.");
    }
}
