using Engram.Modeling.Codebooks;
using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="SensorTokenizer"/>. BrainOmni: 16 sources, width 256, 4 heads, 4 stages of 512 codes, dropout 0.25.</summary>
public sealed record SensorTokenizerConfig : IConfig
{
    /// <summary>The temporal encoder of each sensor: one input channel, the last layer as wide as the tokens.</summary>
    public required ConvolutionalStemConfig Stem { get; init; }

    /// <summary>Latent sources, whatever the number of sensors.</summary>
    public int Sources { get; init; } = 16;

    /// <summary>Heads of the attention between sensors and sources; a divisor of the width.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Codes of the sources.</summary>
    public required ResidualQuantizerConfig Quantizer { get; init; }

    /// <summary>Share of sensors that are hidden from the encoder in a training step, in [0, 1); all are reconstructed.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>How it is fitted.</summary>
    public TokenizerTraining Training { get; init; } = new();

    /// <summary>D.</summary>
    internal int Width => Stem.Width;

    /// <inheritdoc/>
    public void Validate()
    {
        Stem.Validate();
        Quantizer.Validate();
        Training.Validate();
        Require.That(Stem.Channels == 1, "1", Stem.Channels, "Stem.Channels");
        Require.AtLeast(Sources, 1);
        Require.AtLeast(Heads, 1);
        Require.MultipleOf(Width, 2);
        Require.MultipleOf(Width, Heads);
        Require.That(Quantizer.Stage.Width == Width, $"the stem's {Width}", Quantizer.Stage.Width, "Quantizer.Stage.Width");
        Require.Fraction(Dropout);
    }
}
