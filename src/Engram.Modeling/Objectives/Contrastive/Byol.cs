using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Objectives;

/// <summary>Each view's prediction is to point where the teacher's projection of the other view does (BYOL, Grill et al. 2020): <c>2 - 2 cos(p, sg z)</c>.</summary>
public static class Byol
{
    /// <summary>The loss, as the term <c>byol</c>: the mean over both directions.</summary>
    /// <param name="firstPrediction">Student's prediction from the first view, [batch, feature].</param>
    /// <param name="secondPrediction">The same from the second view.</param>
    /// <param name="firstTarget">Teacher's projection of the first view; it gets no gradient.</param>
    /// <param name="secondTarget">The same of the second view.</param>
    /// <exception cref="ArgumentException">Shapes differ, or the batch is empty.</exception>
    public static LossTerms Compute(Tensor firstPrediction, Tensor secondPrediction, Tensor firstTarget, Tensor secondTarget) =>
        new LossTerms(new LossTerm("byol", (Direction(firstPrediction, secondTarget) + Direction(secondPrediction, firstTarget)) / 2))
            .Watch("feature_deviation", CollapseMonitor.Deviation(firstTarget));

    private static Tensor Direction(Tensor prediction, Tensor target)
    {
        Configuration.Expect.Shape(prediction, nameof(Byol), "batch, feature", -1, -1);
        Distances.SameShape(prediction, target, nameof(Byol));
        return 2 - (2 * (F.normalize(prediction, 2, -1) * F.normalize(target.detach(), 2, -1)).sum(-1).mean());
    }
}
