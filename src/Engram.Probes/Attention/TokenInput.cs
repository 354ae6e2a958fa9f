using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Attention;

/// <summary>Checks at the edge of probes of tokens.</summary>
internal static class TokenInput
{
    public static void Check(Tensor tokens, IReadOnlyList<int> labels)
    {
        Check(tokens, -1);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != tokens.shape[0])
            throw new ArgumentException($"Expected a label for each of {tokens.shape[0]} samples, got {labels.Count}.", nameof(labels));
        if (labels.Distinct().Count() < 2)
            throw new ArgumentException($"Expected samples of two classes or more, got class {labels[0]} only. Check the labels, or stratify the split.", nameof(labels));
    }

    public static void Check(Tensor tokens, long width)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.dim() != 3 || tokens.numel() == 0 || (width > 0 && tokens.shape[2] != width))
            throw new ArgumentException($"Expected tokens [sample, token, {(width > 0 ? width : "feature")}] with at least one of each, got [{string.Join(", ", tokens.shape)}].", nameof(tokens));
        using var scope = NewDisposeScope();
        if (!tokens.isfinite().all().item<bool>())
            throw new ArgumentException("Expected finite tokens, got NaN or infinity. Leave such samples out before the probe.", nameof(tokens));
    }
}
