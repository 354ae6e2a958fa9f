using Engram.Modeling.Encoders;

namespace Engram.Papers.Fresh;

/// <summary>Networks that differ in the one setting that fixes their first spectrum.</summary>
/// <param name="Name">Its name, with the setting.</param>
/// <param name="Values">Candidates of the setting.</param>
/// <param name="Default">Index of the value that is used where nobody looks for a better one.</param>
/// <param name="LearningRate">Rate of Adam, the same for all candidates as in the paper, although it interacts with ω.</param>
/// <param name="Network">The network of a value.</param>
public sealed record CandidateFamily(string Name, IReadOnlyList<double> Values, int Default, double LearningRate, Func<double, CoordinateNetworkConfig> Network)
{
    /// <summary>SIREN, Fourier features and FINER.</summary>
    /// <param name="config">Sizes.</param>
    public static IReadOnlyList<CandidateFamily> All(FreshConfig config) => [Siren(config), Fourier(config), Finer(config)];

    /// <summary>Sine networks by ω; the default is 30.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="coordinates">Coordinates of a point.</param>
    public static CandidateFamily Siren(FreshConfig config, int coordinates = 2)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new("SIREN ω", config.Omegas, IndexOf(config.Omegas, 30), 5e-4, omega => Shape(config, CoordinateNetworkKind.Siren, coordinates) with { Omega = omega });
    }

    /// <summary>Fourier features by σ; the default is 1.</summary>
    /// <param name="config">Sizes.</param>
    public static CandidateFamily Fourier(FreshConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new("Fourier σ", config.Deviations, IndexOf(config.Deviations, 1), 3e-3, sigma => Shape(config, CoordinateNetworkKind.Fourier, 2) with { Deviation = sigma });
    }

    /// <summary>Variable-periodic sines by the range k of the first biases; the default is 0.7, which is torch's own ±1/√2 for two coordinates.</summary>
    /// <param name="config">Sizes.</param>
    public static CandidateFamily Finer(FreshConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new("FINER k", config.BiasRanges, IndexOf(config.BiasRanges, 0.7), 5e-4, k => Shape(config, CoordinateNetworkKind.Finer, 2) with { BiasRange = k });
    }

    /// <summary>WIRE, the paper's baseline of complex Gabor wavelets: one setting, nothing to choose; its rate is the paper's.</summary>
    /// <param name="config">Sizes and setting.</param>
    public static CandidateFamily Wire(FreshConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new("WIRE ω", [config.WireOmega], 0, 1e-3, omega => Shape(config, CoordinateNetworkKind.Gabor, 2) with { Omega = omega, HiddenOmega = omega, Scale = config.WireScale });
    }

    private static int IndexOf(double[] values, double value) => Array.FindIndex(values, v => Math.Abs(v - value) < 1e-9) is >= 0 and var index
        ? index
        : throw new ArgumentException($"Expected the default {value} among the candidates, got {string.Join(", ", values)}.", nameof(values));

    private static CoordinateNetworkConfig Shape(FreshConfig config, CoordinateNetworkKind kind, int coordinates) =>
        new() { Kind = kind, Coordinates = coordinates, Width = config.Width, HiddenLayers = config.HiddenLayers };
}
