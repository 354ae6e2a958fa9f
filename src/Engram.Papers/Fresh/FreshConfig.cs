using Engram.Modeling.Encoders;
using Engram.Papers.Ledger;

namespace Engram.Papers.Fresh;

/// <summary>Sizes of the FreSh experiment.</summary>
public sealed record FreshConfig
{
    /// <summary>Added to a seed for first weights, so that they never share the data's numbers.</summary>
    public const long WeightSeeds = 1_000_000;

    /// <summary>The published network for images: width 256, three hidden layers, three colours.</summary>
    public static CoordinateNetworkConfig Published { get; } = new() { Kind = CoordinateNetworkKind.Siren, Outputs = 3 };

    /// <summary>p of the random fields, from smooth to rough.</summary>
    public double[] Exponents { get; init; } = [2.5, 1.75, 1];

    /// <summary>Pixels of a side of a random field.</summary>
    public int Side { get; init; } = 48;

    /// <summary>Pixels of a side of images that hold more than the network can learn by heart: large fields and photographs.</summary>
    public int LargeSide { get; init; } = 96;

    /// <summary>Units of a layer.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Layers from width to width.</summary>
    public int HiddenLayers { get; init; } = 1;

    /// <summary>Steps of Adam.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>Random pixels of a large image in a step; small fields are fitted whole.</summary>
    public int LargeBatch { get; init; } = 512;

    /// <summary>Share of pixels that are held out.</summary>
    public double HeldOut { get; init; } = 0.25;

    /// <summary>s, largest frequency of the spectra; it is in the unit of W₁, so that it has to stand before any result is seen.</summary>
    public int SpectrumLength { get; init; } = 24;

    /// <summary>Random initialisations over which W₁ is averaged.</summary>
    public int Initialisations { get; init; } = 10;

    /// <summary>Candidates of ω (Siren).</summary>
    public double[] Omegas { get; init; } = [5, 15, 30, 60, 90];

    /// <summary>Candidates of σ (Fourier).</summary>
    public double[] Deviations { get; init; } = [0.5, 1, 2, 4, 8];

    /// <summary>Candidates of k (Finer).</summary>
    public double[] BiasRanges { get; init; } = [0, 0.7, 1.5, 3];

    /// <summary>ω of all layers of WIRE.</summary>
    public double WireOmega { get; init; } = 10;

    /// <summary>s, inverse width of its envelopes.</summary>
    public double WireScale { get; init; } = 10;

    /// <summary>The sizes at a scale; full is the paper's network, steps and grids, on images as large as the photographs allow.</summary>
    /// <param name="scale">How large.</param>
    public static FreshConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick ? new() : new()
    {
        Side = 192,
        LargeSide = 192,
        Width = 256,
        HiddenLayers = 3,
        Steps = 15_000,
        LargeBatch = 192 * 192 * 9 / 10,
        HeldOut = 0.1,
        SpectrumLength = 64,
        Omegas = [.. Enumerable.Range(1, 20).Select(i => 10.0 * i)],
        Deviations = [.. Enumerable.Range(1, 20).Select(i => (double)i)],
        BiasRanges = [.. Enumerable.Range(0, 31).Select(i => 0.1 * i)],
    };
}
