using Engram.Signals.Randomness;
using static TorchSharp.torch;

namespace Engram.Probes.Attention;

/// <summary>
/// A linear classifier of the mean token, trained by gradient: for features too many to hold as a <see cref="FeatureMatrix"/>, and the
/// counterpart of <see cref="AttentiveProbe"/> without attention. For few features <see cref="Classifiers.LogisticRegression"/> is exact and faster.
/// </summary>
public sealed record GradientLinearProbe
{
    /// <summary>How it is trained.</summary>
    public ProbeTraining Training { get; init; } = new();

    /// <summary>Learns.</summary>
    /// <param name="tokens">[sample, token, feature], finite; one token a sample where nothing is to be averaged.</param>
    /// <param name="labels">Class of each sample, at least two.</param>
    /// <param name="random">Source of randomness: first weights and the order of the samples.</param>
    /// <exception cref="ArgumentException">Shapes or counts do not fit, a number is not finite, or there is one class only.</exception>
    public TokenProbeModel Fit(Tensor tokens, IReadOnlyList<int> labels, SeededRandom random)
    {
        TokenInput.Check(tokens, labels);
        return TokenFit.Run(tokens, labels, null, Training, random);
    }
}
