using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>
/// A map from a tuple of arrays to a tuple of arrays, as a neural circuit diagram writes it (Abbott 2024). It can be computed on
/// tensors, computed again by plain loops over indices, costed, and turned into its backward map.
/// </summary>
/// <param name="domain">What it takes.</param>
/// <param name="codomain">What it gives.</param>
public abstract class DiagramTerm(IReadOnlyList<ArrayType> domain, IReadOnlyList<ArrayType> codomain)
{
    /// <summary>What it takes.</summary>
    public IReadOnlyList<ArrayType> Domain => domain;

    /// <summary>What it gives.</summary>
    public IReadOnlyList<ArrayType> Codomain => codomain;

    /// <summary>Multiplications, additions and function values of one forward pass.</summary>
    public abstract double Operations { get; }

    /// <summary>The largest number of elements that cross a vertical cut.</summary>
    public virtual double PeakMemory => Math.Max(Size(Domain), Size(Codomain));

    /// <summary>Elements that the backward pass needs: arrays that enter maps which are not linear.</summary>
    public abstract double StoredActivations { get; }

    /// <summary>The vector-Jacobian product: takes the domain and the gradients of the codomain, gives the gradients of the domain.</summary>
    public abstract DiagramTerm Backward();

    /// <summary>This, then another: what this gives must be exactly what that takes.</summary>
    /// <param name="next">The other.</param>
    /// <exception cref="DiagramTypeException">A wire does not fit.</exception>
    public DiagramTerm Then(DiagramTerm next) => new Compose(this, next);

    /// <summary>This above another.</summary>
    /// <param name="below">The other.</param>
    public DiagramTerm Beside(DiagramTerm below) => new Beside(this, below);

    /// <summary>Computes the term on tensors.</summary>
    /// <param name="inputs">One tensor for each array of the domain, with exactly its sizes.</param>
    /// <exception cref="DiagramTypeException">A tensor does not fit.</exception>
    public Tensor[] Call(params Tensor[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Length != Domain.Count)
            throw new DiagramTypeException($"Expected {Domain.Count} arrays \"{ArrayType.Text(Domain)}\", got {inputs.Length}.");
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].shape.SequenceEqual(Domain[i].Axes.Select(a => (long)a.Size)))
                throw new DiagramTypeException($"Array {i}: expected \"{Domain[i]}\", got [{string.Join(", ", inputs[i].shape)}].");
        }

        return Evaluate(inputs, 0);
    }

    /// <summary>Computes the term by index loops, from the definitions alone.</summary>
    /// <param name="inputs">Elements of each array, the last axis running fastest.</param>
    public abstract double[][] Loop(double[][] inputs);

    // all tensors have the same `batch` axes in front, over which the term is broadcast
    internal abstract Tensor[] Evaluate(Tensor[] inputs, int batch);

    private protected static double Size(IEnumerable<ArrayType> tuple) => tuple.Sum(a => (double)a.Elements);
}
