using Engram.Modeling.Configuration;

namespace Engram.Modeling.Codebooks;

/// <summary>Settings of <see cref="FiniteScalarQuantizer"/>.</summary>
public sealed record FiniteScalarQuantizerConfig : IConfig
{
    /// <summary>L_d, the number of values of each axis, at least 2; the codebook has ∏ L_d codes.</summary>
    public required IReadOnlyList<int> Levels { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.That(Levels.Count > 0 && Levels.All(l => l >= 2), "at least one axis, each with at least 2 values", $"[{string.Join(", ", Levels)}]", nameof(Levels));
        Require.That(Levels.Aggregate(1.0, (product, l) => product * l) < int.MaxValue, "a product below 2³¹", $"[{string.Join(", ", Levels)}]", nameof(Levels));
    }
}
