using Engram.Modeling.Codebooks;
using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="ConvolutionalTokenizer"/>.</summary>
public sealed record ConvolutionalTokenizerConfig : IConfig
{
    /// <summary>The stem. One input channel: each channel of the signals by itself; more: that many channels fused into each token.</summary>
    public required ConvolutionalStemConfig Stem { get; init; }

    /// <summary>Codes of the tokens, of the stem's width; <see langword="null"/> for continuous tokens.</summary>
    public VectorQuantizerConfig? Quantizer { get; init; }

    /// <summary>How it is fitted.</summary>
    public TokenizerTraining Training { get; init; } = new();

    /// <inheritdoc/>
    public void Validate()
    {
        Stem.Validate();
        Training.Validate();
        Quantizer?.Validate();
        Require.That(Quantizer is null || Quantizer.Width == Stem.Width, $"the stem's {Stem.Width}", Quantizer?.Width, "Quantizer.Width");
    }
}
