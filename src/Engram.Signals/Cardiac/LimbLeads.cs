namespace Engram.Signals.Cardiac;

/// <summary>
/// What Einthoven and Goldberger say of the six limb leads: two of them fix the others, III = II - I, aVR = -(I + II)/2, aVL = I - II/2,
/// aVF = II - I/2. Leads stand in the order I, II, III, aVR, aVL, aVF.
/// </summary>
public static class LimbLeads
{
    /// <summary>Each limb lead as a multiple of I and of II.</summary>
    public static IReadOnlyList<(double One, double Two)> Weights { get; } = [(1, 0), (0, 1), (-1, 1), (-0.5, -0.5), (1, -0.5), (-0.5, 1)];

    /// <summary>All six leads from two.</summary>
    /// <param name="one">I.</param>
    /// <param name="two">II, as long.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double[][] Derive(ReadOnlySpan<double> one, ReadOnlySpan<double> two)
    {
        if (one.Length != two.Length)
            throw new ArgumentException($"Expected leads I and II of one length, got {one.Length} and {two.Length} samples.", nameof(two));
        var leads = new double[Weights.Count][];
        for (var lead = 0; lead < leads.Length; lead++)
        {
            var (a, b) = Weights[lead];
            leads[lead] = new double[one.Length];
            for (var t = 0; t < one.Length; t++)
                leads[lead][t] = (a * one[t]) + (b * two[t]);
        }

        return leads;
    }

    /// <summary>Root mean square, over time and the four derived leads, of what is left of them after I and II, in the unit of the leads: 0 for leads of one heart in the right order.</summary>
    /// <param name="leads">[lead][time], the limb leads first.</param>
    /// <exception cref="ArgumentException">There are fewer than six leads.</exception>
    public static double Residual(IReadOnlyList<double[]> leads)
    {
        ArgumentNullException.ThrowIfNull(leads);
        if (leads.Count < Weights.Count)
            throw new ArgumentException($"Expected the six limb leads first, got {leads.Count} leads.", nameof(leads));
        var expected = Derive(leads[0], leads[1]);
        var sum = 0.0;
        for (var lead = 2; lead < expected.Length; lead++)
        {
            for (var t = 0; t < expected[lead].Length; t++)
                sum += Math.Pow(leads[lead][t] - expected[lead][t], 2);
        }

        return Math.Sqrt(sum / (4 * leads[0].Length));
    }
}
