using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Transcoders;

/// <summary>
/// A layer whose computation is known: feature f reads direction E_f and writes direction D_f, y = Σ_f ReLU(E_f · x - 0.3) D_f.
/// Inputs are sparse sums of the read directions.
/// </summary>
public sealed class PlantedLayer
{
    private const double Threshold = 0.3;

    private PlantedLayer(Tensor read, Tensor write) => (Read, Write) = (read, write);

    /// <summary>E, [feature, dim], rows of norm 1.</summary>
    public Tensor Read { get; }

    /// <summary>D, [feature, dim], rows of norm 1.</summary>
    public Tensor Write { get; }

    /// <summary>A layer with random directions.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="generator">Source of randomness.</param>
    public static PlantedLayer Draw(TranscodersConfig config, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(Directions(config.Features, config.Dimension, generator), Directions(config.Features, config.Dimension, generator));
    }

    /// <summary>A layer that reads sums of what another layer writes.</summary>
    /// <param name="before">The other layer.</param>
    /// <param name="connections">K, [feature of before, feature of this], 0 or 1.</param>
    /// <param name="generator">Source of randomness.</param>
    public static PlantedLayer After(PlantedLayer before, Tensor connections, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(before);
        using var scope = NewDisposeScope();
        var read = nn.functional.normalize(matmul(connections.t(), before.Write)).MoveToOuterDisposeScope();
        return new(read, Directions(before.Write.size(0), before.Write.size(1), generator).MoveToOuterDisposeScope());
    }

    /// <summary>Sparse inputs, [batch, dim]: each feature is present with the given chance, at a strength from 0.5 to 1.5.</summary>
    /// <param name="batch">Number of inputs.</param>
    /// <param name="density">Chance of each feature.</param>
    /// <param name="generator">Source of randomness.</param>
    public Tensor Inputs(long batch, double density, Generator generator)
    {
        using var scope = NewDisposeScope();
        var present = rand(batch, Read.size(0), generator: generator).lt(density).to_type(float32);
        return matmul(present * (rand(batch, Read.size(0), generator: generator) + 0.5), Read).MoveToOuterDisposeScope();
    }

    /// <summary>What the layer writes, [batch, dim].</summary>
    /// <param name="input">[batch, dim].</param>
    public Tensor Apply(Tensor input)
    {
        using var scope = NewDisposeScope();
        return matmul(nn.functional.relu(matmul(input, Read.t()) - Threshold), Write).MoveToOuterDisposeScope();
    }

    private static Tensor Directions(long count, long dimension, Generator generator) => nn.functional.normalize(randn(count, dimension, generator: generator));
}
