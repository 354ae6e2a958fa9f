using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>Distances of two tensors of one shape.</summary>
internal static class Distances
{
    internal static Tensor Between(Distance distance, Tensor prediction, Tensor target)
    {
        var difference = prediction - target;
        return distance switch
        {
            Distance.Absolute => difference.abs(),
            Distance.Squared => difference.square(),
            _ => where(difference.abs() <= 1, difference.square() * 0.5, difference.abs() - 0.5),
        };
    }

    internal static void SameShape(Tensor prediction, Tensor target, string objective)
    {
        if (!prediction.shape.SequenceEqual(target.shape) || prediction.numel() == 0)
            throw new ArgumentException($"{objective}: expected prediction and target of one shape that is not empty, got [{string.Join(", ", prediction.shape)}] and [{string.Join(", ", target.shape)}].");
    }
}
