using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Positions;

/// <summary>Random Fourier features of a point (Tancik et al. 2020): γ(x) = [cos 2πBx, sin 2πBx] with B ~ N(0, σ²), which is not trained.</summary>
public sealed class FourierFeatures : nn.Module<Tensor, Tensor>
{
    private readonly Tensor frequencies;

    /// <summary>Features with frequencies from torch's shared generator.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public FourierFeatures(FourierFeaturesConfig config)
        : base(nameof(FourierFeatures))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        frequencies = randn(config.Coordinates, config.Frequencies) * config.Deviation; // Bᵀ
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public FourierFeaturesConfig Config { get; }

    /// <summary>The features of points.</summary>
    /// <param name="input">[…, coordinate].</param>
    /// <returns>[…, 2 · frequencies], cosines first.</returns>
    /// <exception cref="ArgumentException">The last axis is another, or there is no point.</exception>
    public override Tensor forward(Tensor input)
    {
        InputCheck.Last(input, nameof(input), "coordinate", Config.Coordinates);
        var phase = matmul(input, frequencies) * (2 * Math.PI);
        return cat([phase.cos(), phase.sin()], -1);
    }
}
