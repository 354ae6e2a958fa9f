using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Similarity;

/// <summary>Two representations of the same samples.</summary>
internal static class PairedFeatures
{
    public static void Check(FeatureMatrix first, FeatureMatrix second, int least)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Rows != second.Rows || first.Rows < least)
            throw new ArgumentException($"Expected two representations of the same samples, at least {least}, got {first.Rows} and {second.Rows} samples.", nameof(second));
    }

    /// <summary>Features minus their means.</summary>
    public static Tensor Centred(FeatureMatrix features)
    {
        var x = features.ToTensor();
        return x - x.mean([0L], keepdim: true);
    }

    /// <summary>What a constant representation cannot be compared with.</summary>
    public static ArgumentException Constant(string name) =>
        new("Expected a representation that varies over the samples, got one that is the same for all: it has no similarity to anything.", name);
}
