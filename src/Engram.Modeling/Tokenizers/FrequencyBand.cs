namespace Engram.Modeling.Tokenizers;

/// <summary>A named range of frequencies.</summary>
/// <param name="Name">Name.</param>
/// <param name="Low">Hz.</param>
/// <param name="High">Hz, above <paramref name="Low"/>.</param>
public sealed record FrequencyBand(string Name, double Low, double High)
{
    /// <summary>Delta 1-4, theta 4-8, alpha 8-13, beta 13-30, gamma 30-45 Hz.</summary>
    public static IReadOnlyList<FrequencyBand> Eeg { get; } =
        [new("delta", 1, 4), new("theta", 4, 8), new("alpha", 8, 13), new("beta", 13, 30), new("gamma", 30, 45)];

    /// <summary>The bands of RBTransformer: theta 4-8, alpha 8-14, beta 14-31, gamma 31-49 Hz.</summary>
    public static IReadOnlyList<FrequencyBand> Emotion { get; } =
        [new("theta", 4, 8), new("alpha", 8, 14), new("beta", 14, 31), new("gamma", 31, 49)];

    /// <summary>Checks a list of bands.</summary>
    /// <param name="bands">At least one, each with 0 ≤ low &lt; high.</param>
    /// <exception cref="Configuration.ConfigException">They are not.</exception>
    internal static void Check(IReadOnlyList<FrequencyBand> bands) => Configuration.Require.That(
        bands.Count > 0 && bands.All(b => b.Low >= 0 && b.High > b.Low && double.IsFinite(b.High)), "at least one band, each with 0 <= low < high", string.Join(", ", bands), "Bands");
}
