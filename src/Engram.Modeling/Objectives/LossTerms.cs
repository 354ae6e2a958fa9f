using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>A loss as its named parts, <c>L = Σ wᵢ Lᵢ</c>, with what is only watched beside it.</summary>
public sealed class LossTerms
{
    private readonly List<(string Name, Tensor Value)> watched = [];

    /// <summary>A loss of these parts.</summary>
    /// <param name="terms">At least one; names differ, values are scalars.</param>
    /// <exception cref="ArgumentException">There is no part, a name comes twice, or a value is no scalar.</exception>
    public LossTerms(params IReadOnlyList<LossTerm> terms)
    {
        if (terms.Count == 0)
            throw new ArgumentException("A loss needs at least one term.", nameof(terms));
        foreach (var term in terms)
        {
            if (term.Value.numel() != 1)
                throw new ArgumentException($"Loss term '{term.Name}': expected a scalar, got shape [{string.Join(", ", term.Value.shape)}]. Reduce it first.", nameof(terms));
            if (terms.Count(t => t.Name == term.Name) > 1)
                throw new ArgumentException($"Loss term '{term.Name}' comes twice. Give each part a name of its own.", nameof(terms));
        }

        Terms = terms;
        Total = terms.Select(t => t.Value.reshape([]) * t.Weight).Aggregate((a, b) => a + b);
    }

    /// <summary>The parts.</summary>
    public IReadOnlyList<LossTerm> Terms { get; }

    /// <summary>What is recorded with the loss but takes no part in it, such as an accuracy.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Watched => watched;

    /// <summary>The weighted sum, a scalar with its graph.</summary>
    public Tensor Total { get; }

    /// <summary>A part by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public Tensor this[string name] => Terms.FirstOrDefault(t => t.Name == name)?.Value
        ?? throw new KeyNotFoundException($"The loss has no term '{name}'. It has: {string.Join(", ", Terms.Select(t => t.Name))}.");

    /// <summary>Records a value beside the loss.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">A scalar tensor; it is taken off the graph.</param>
    /// <returns>This object.</returns>
    public LossTerms Watch(string name, Tensor value)
    {
        watched.Add((name, value.detach()));
        return this;
    }

    /// <summary>The parts of two losses as one.</summary>
    /// <param name="other">The other loss.</param>
    /// <param name="weight">Factor on each of its parts.</param>
    public LossTerms Plus(LossTerms other, double weight = 1)
    {
        var sum = new LossTerms([.. Terms, .. other.Terms.Select(t => t with { Weight = t.Weight * weight })]);
        sum.watched.AddRange([.. watched, .. other.watched]);
        return sum;
    }
}
