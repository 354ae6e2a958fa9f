using Engram.Modeling.Codebooks;

namespace Engram.Modeling.Tokenizers;

/// <summary>Turns signals into tokens and back.</summary>
public interface ITokenizer
{
    /// <summary>Whether decoding aims at the waveform; otherwise at its spectrum, with phases that are drawn.</summary>
    bool KeepsWaveform { get; }

    /// <summary>The codebook; <see langword="null"/> for continuous tokens.</summary>
    ICodebook? Codebook { get; }

    /// <summary>Learns what there is to learn from training signals.</summary>
    /// <param name="signals">Training signals only: what is fitted on test data is leaked.</param>
    /// <returns>Itself.</returns>
    /// <exception cref="ArgumentException">The signals are too short or too few.</exception>
    ITokenizer Fit(SignalBatch signals);

    /// <summary>The tokens of signals.</summary>
    /// <param name="signals">Signals.</param>
    /// <exception cref="ArgumentException">The signals are too short.</exception>
    /// <exception cref="InvalidOperationException">There is something to learn that was not.</exception>
    Tokens Encode(SignalBatch signals);

    /// <summary>The signals of tokens, as long as the tokens cover.</summary>
    /// <param name="tokens">By this tokenizer, or of the same shape.</param>
    /// <exception cref="ArgumentException">The shape is another.</exception>
    SignalBatch Decode(Tokens tokens);
}
