using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="CoordinateNetwork"/>; the defaults are FreSh's.</summary>
public sealed record CoordinateNetworkConfig : IConfig
{
    /// <summary>The kind.</summary>
    public required CoordinateNetworkKind Kind { get; init; }

    /// <summary>Coordinates of a point: 1 for a signal, 2 for an image, 3 for a volume.</summary>
    public int Coordinates { get; init; } = 2;

    /// <summary>Values at a point, C.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>Units of a layer; Gabor layers have this / √2 complex ones.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Layers from width to width, after the first and before the last.</summary>
    public int HiddenLayers { get; init; } = 3;

    /// <summary>ω of the first layer (Siren, Finer, Gabor).</summary>
    public double Omega { get; init; } = 30;

    /// <summary>ω of the other layers (Siren, Finer, Gabor).</summary>
    public double HiddenOmega { get; init; } = 30;

    /// <summary>σ, standard deviation of the frequencies (Fourier).</summary>
    public double Deviation { get; init; } = 1;

    /// <summary>Number of frequencies (Fourier).</summary>
    public int Frequencies { get; init; } = 128;

    /// <summary>k: the biases of the first layer are drawn from ±k (Finer); none for torch's ±1/√inputs.</summary>
    public double? BiasRange { get; init; }

    /// <summary>s, inverse width of the envelope (Gabor).</summary>
    public double Scale { get; init; } = 10;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.That(Enum.IsDefined(Kind), "a known kind", Kind, nameof(Kind));
        Require.That(Coordinates is >= 1 and <= 3, "1, 2 or 3", Coordinates, nameof(Coordinates));
        Require.AtLeast(Outputs, 1);
        Require.AtLeast(Width, 2);
        Require.AtLeast(HiddenLayers, 0);
        Require.AtLeast(Omega, 0);
        Require.Above(HiddenOmega, 0);
        Require.Above(Deviation, 0);
        Require.AtLeast(Frequencies, 1);
        Require.AtLeast(Scale, 0);
        if (BiasRange is { } range)
            Require.AtLeast(range, 0, nameof(BiasRange));
    }
}
