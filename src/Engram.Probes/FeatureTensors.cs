using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes;

/// <summary>The bridge between features and tensors.</summary>
public static class FeatureTensors
{
    /// <summary>Copies a tensor of any number type and device.</summary>
    /// <param name="features">[sample, feature], or [sample] for one feature.</param>
    /// <exception cref="ArgumentException">Another number of axes, nothing in it, or a number that is not finite.</exception>
    public static FeatureMatrix ToFeatures(this Tensor features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.dim() is not (1 or 2))
            throw new ArgumentException($"Expected a tensor [sample, feature], got [{string.Join(", ", features.shape)}]. Flatten or average the other axes first.", nameof(features));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var values = features.detach().to_type(float64).cpu().contiguous().data<double>().ToArray();
        return new((int)features.shape[0], features.dim() == 1 ? 1 : (int)features.shape[1], values.AsSpan());
    }

    /// <summary>Copies features.</summary>
    /// <param name="features">Features.</param>
    /// <returns>float64 [sample, feature].</returns>
    public static Tensor ToTensor(this FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return tensor(features.Buffer, [features.Rows, features.Columns]);
    }

    // a result of our own linear algebra; numbers that are not finite tell of input that no method can use
    internal static FeatureMatrix ToResult(this Tensor result)
    {
        try
        {
            return result.ToFeatures();
        }
        catch (ArgumentException)
        {
            throw new ArithmeticException("The solution is not finite: the features are too large or depend on each other. Standardise them, or use a stronger penalty.");
        }
    }
}
