using Engram.Modeling.Configuration;
using Engram.Modeling.Positions;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>A signal, image or volume as a network from a point's coordinates to the values there (implicit neural representation).</summary>
public sealed class CoordinateNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Sequential layers;
    private readonly Linear output;

    /// <summary>A network with weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public CoordinateNetwork(CoordinateNetworkConfig config)
        : base(nameof(CoordinateNetwork))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        layers = nn.Sequential([.. Enumerable.Range(0, config.HiddenLayers + 1).SelectMany(i => Layer(config, i))]);
        var inputs = config.Kind == CoordinateNetworkKind.Gabor ? ComplexWidth(config) : config.Width;
        output = config.Kind is CoordinateNetworkKind.Siren or CoordinateNetworkKind.Finer
            ? SirenLayer.Linear(inputs, config.Outputs, SirenLayer.Bound(inputs, config.HiddenOmega))
            : nn.Linear(config.Kind == CoordinateNetworkKind.Gabor ? 2 * inputs : inputs, config.Outputs);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public CoordinateNetworkConfig Config { get; }

    /// <summary>The values at points.</summary>
    /// <param name="input">Coordinates in [-1, 1], [point, coordinate].</param>
    /// <returns>[point, output].</returns>
    /// <exception cref="ArgumentException">The shape is another, or there is no point.</exception>
    public override Tensor forward(Tensor input)
    {
        Expect.Shape(input, nameof(CoordinateNetwork), "point, coordinate", -1, Config.Coordinates);
        var hidden = layers.call(input);
        return output.call(Config.Kind == CoordinateNetworkKind.Siren ? hidden * Config.HiddenOmega : hidden);
    }

    /// <summary>The regular grid over [-1, 1] in each axis, the last axis fastest, [product of sizes, axis].</summary>
    /// <param name="sizes">Points along each axis, each at least 2.</param>
    /// <exception cref="ArgumentException">An axis has fewer than 2 points.</exception>
    public static Tensor Grid(params IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count == 0 || sizes.Any(s => s < 2))
            throw new ArgumentException($"Expected at least 2 points along each axis, got [{string.Join(", ", sizes)}].", nameof(sizes));
        return stack(meshgrid([.. sizes.Select(s => linspace(-1, 1, s))], "ij"), -1).reshape(-1, sizes.Count);
    }

    private static IEnumerable<nn.Module<Tensor, Tensor>> Layer(CoordinateNetworkConfig config, int index)
    {
        var isFirst = index == 0;
        long inputs = isFirst ? config.Coordinates : config.Width;
        var omega = isFirst ? config.Omega : config.HiddenOmega;
        switch (config.Kind)
        {
            case CoordinateNetworkKind.Siren:
                yield return new SirenLayer(inputs, config.Width, omega, isFirst);
                break;
            case CoordinateNetworkKind.Finer:
                yield return new FinerLayer(inputs, config.Width, omega, isFirst, isFirst ? config.BiasRange : null);
                break;
            case CoordinateNetworkKind.Gabor:
                yield return new GaborLayer(isFirst ? inputs : ComplexWidth(config), ComplexWidth(config), omega, config.Scale, isFirst);
                break;
            default:
                if (isFirst)
                    yield return new FourierFeatures(new() { Coordinates = config.Coordinates, Frequencies = config.Frequencies, Deviation = config.Deviation });
                yield return nn.Linear(isFirst ? 2 * config.Frequencies : inputs, config.Width);
                yield return nn.ReLU();
                break;
        }
    }

    private static int ComplexWidth(CoordinateNetworkConfig config) => (int)(config.Width / Math.Sqrt(2));
}
