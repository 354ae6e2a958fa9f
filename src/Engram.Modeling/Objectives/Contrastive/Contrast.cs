using Engram.Modeling.Configuration;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Objectives;

/// <summary>What the contrastive objectives share.</summary>
internal static class Contrast
{
    /// <summary>Cosines of all pairs by the temperature, [batch, batch].</summary>
    internal static Tensor Similarities(Tensor first, Tensor second, double temperature) =>
        matmul(F.normalize(first, 2, -1), F.normalize(second, 2, -1).transpose(0, 1)) / temperature;

    internal static void Check(Tensor first, Tensor second, string objective)
    {
        Expect.Shape(first, objective, "batch, feature", -1, -1);
        Distances.SameShape(first, second, objective);
        if (first.shape[0] < 2)
            throw new ArgumentException($"{objective}: expected at least two samples, for the others are the negatives, got {first.shape[0]}.");
    }

    internal static Tensor Diagonal(long size, Tensor like) => eye(size, dtype: ScalarType.Bool, device: like.device);
}
