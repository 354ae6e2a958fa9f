using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries;

/// <summary>Rows of norm 1: r ← r / ‖r‖ after a step, and g ← g - (g · r) r before it, since movement along a row changes nothing but its norm.</summary>
public static class UnitNormConstraint
{
    /// <summary>Gives every row norm 1, in place.</summary>
    /// <param name="weight">[row, size].</param>
    public static void Normalise(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        weight.div_(weight.norm(1, keepdim: true).clamp_min(1e-8));
    }

    /// <summary>Removes the part of the gradient that lies along each row, in place; nothing where there is no gradient.</summary>
    /// <param name="weight">[row, size], rows of norm 1.</param>
    public static void ProjectGradient(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        if (weight.grad is { } gradient)
            gradient.sub_((gradient * weight).sum([1], keepdim: true) * weight);
    }
}
