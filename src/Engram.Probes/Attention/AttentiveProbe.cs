using Engram.Signals.Randomness;
using static TorchSharp.torch;

namespace Engram.Probes.Attention;

/// <summary>
/// The attentive probe of frozen tokens (Bardes et al. 2024 use it for JEPA): learned queries q_h look at all tokens, a_ht = softmax_t(q_h·W_K x_t / √d),
/// and a linear classifier reads the H pooled values Σ_t a_ht W_V x_t. Tokens are standardised per feature with the training samples' numbers.
/// </summary>
public sealed record AttentiveProbe
{
    /// <summary>H, which divides the width of a token.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>How it is trained.</summary>
    public ProbeTraining Training { get; init; } = new();

    /// <summary>Learns.</summary>
    /// <param name="tokens">[sample, token, feature], finite; no gradient goes back into them.</param>
    /// <param name="labels">Class of each sample, at least two.</param>
    /// <param name="random">Source of randomness: first weights and the order of the samples.</param>
    /// <exception cref="ArgumentException">Shapes or counts do not fit, a number is not finite, or there is one class only.</exception>
    public TokenProbeModel Fit(Tensor tokens, IReadOnlyList<int> labels, SeededRandom random)
    {
        TokenInput.Check(tokens, labels);
        if (Heads < 1 || tokens.shape[2] % Heads != 0)
            throw new ArgumentException($"Expected a number of heads that divides the token's {tokens.shape[2]} features, got {Heads}.", nameof(tokens));
        return TokenFit.Run(tokens, labels, Heads, Training, random);
    }
}
