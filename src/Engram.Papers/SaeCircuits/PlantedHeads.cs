using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.SaeCircuits;

/// <summary>
/// Outputs of heads of which we know the circuit. Every head draws one of its background prototypes, N(0, I), plus noise. The first
/// heads form the circuit, in neighbouring pairs.
/// </summary>
/// <param name="Positives">[example, head, dim].</param>
/// <param name="Negatives">[example, head, dim].</param>
/// <param name="Truth">1 for heads of the circuit.</param>
public sealed record PlantedHeads(Tensor Positives, Tensor Negatives, int[] Truth)
{
    /// <summary>
    /// In positives a circuit head draws from prototypes of its own, shifted so that their mean is that of its background: a
    /// difference of means sees nothing. The two heads of a pair draw the same index.
    /// </summary>
    /// <param name="config">Sizes.</param>
    /// <param name="generator">Source of randomness.</param>
    public static PlantedHeads WithTaskPrototypes(SaeCircuitsConfig config, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        var background = randn([config.Heads, config.Prototypes, config.Dimension], generator: generator);
        var task = randn([config.CircuitHeads, config.Prototypes, config.Dimension], generator: generator);
        task += (background.narrow(0, 0, config.CircuitHeads) - task).mean([1], keepdim: true);
        var other = background.narrow(0, config.CircuitHeads, config.Heads - config.CircuitHeads);
        var choice = Choices(config, generator);
        for (var head = 0; head + 1 < config.CircuitHeads; head += 2)
            choice.select(1, head + 1).copy_(choice.select(1, head));
        return Make(config, Draw(cat([task, other]), choice, config, generator), Draw(background, Choices(config, generator), config, generator));
    }

    /// <summary>
    /// Circuit heads draw from the same prototypes in both classes. What differs is that the two heads of a pair draw the same index
    /// in positives and different ones in negatives: no head alone shows the class.
    /// </summary>
    /// <param name="config">Sizes.</param>
    /// <param name="generator">Source of randomness.</param>
    public static PlantedHeads WithLinks(SaeCircuitsConfig config, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        var background = randn([config.Heads, config.Prototypes, config.Dimension], generator: generator);
        var (with, without) = (Choices(config, generator), Choices(config, generator));
        for (var head = 0; head + 1 < config.CircuitHeads; head += 2)
        {
            with.select(1, head + 1).copy_(with.select(1, head));
            var step = randint(1, config.Prototypes, [config.Examples], generator: generator);
            without.select(1, head + 1).copy_((without.select(1, head) + step).remainder(config.Prototypes));
        }

        return Make(config, Draw(background, with, config, generator), Draw(background, without, config, generator));
    }

    /// <summary>The same examples, dealt anew to the two classes: no head differs any more.</summary>
    /// <param name="generator">Source of randomness.</param>
    public PlantedHeads Shuffled(Generator generator)
    {
        var all = cat([Positives, Negatives]).index_select(0, randperm(Positives.size(0) + Negatives.size(0), generator: generator));
        return this with { Positives = all.narrow(0, 0, Positives.size(0)), Negatives = all.narrow(0, Positives.size(0), Negatives.size(0)) };
    }

    private static PlantedHeads Make(SaeCircuitsConfig config, Tensor positives, Tensor negatives) =>
        new(positives.MoveToOuterDisposeScope(), negatives.MoveToOuterDisposeScope(), [.. Enumerable.Range(0, config.Heads).Select(h => h < config.CircuitHeads ? 1 : 0)]);

    private static Tensor Choices(SaeCircuitsConfig config, Generator generator) => randint(0, config.Prototypes, [config.Examples, config.Heads], generator: generator);

    // prototypes [head, prototype, dim], choice [example, head]
    private static Tensor Draw(Tensor prototypes, Tensor choice, SaeCircuitsConfig config, Generator generator)
    {
        var rows = (choice + (arange(config.Heads) * config.Prototypes)).reshape(-1);
        var chosen = prototypes.reshape(-1, config.Dimension).index_select(0, rows).reshape(config.Examples, config.Heads, config.Dimension);
        return chosen + (randn([config.Examples, config.Heads, config.Dimension], generator: generator) * config.Noise);
    }
}
