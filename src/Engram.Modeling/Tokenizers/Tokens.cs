using Engram.Modeling.Masking;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>What a tokenizer makes of signals.</summary>
/// <param name="Tokenizer">Who made them.</param>
/// <param name="Features">[batch, token, feature]; tokens are ordered as <see cref="Grid"/> says.</param>
/// <param name="Grid">Rows (channels, or latent sources) × steps.</param>
/// <param name="SamplingRate">Hz, of the signals.</param>
public sealed record Tokens(ITokenizer Tokenizer, Tensor Features, TokenGrid Grid, double SamplingRate)
{
    /// <summary>Codes, [batch, token] or [batch, token, level], int64; <see langword="null"/> for continuous tokens.</summary>
    public Tensor? Codes { get; init; }

    /// <summary>The amplitude that was divided out, [batch, row]: known beside the tokens, and used when they are decoded.</summary>
    public Tensor? Scale { get; init; }

    /// <summary>The sensors that decoding gives signals for, where the tokenizer needs to know.</summary>
    public SensorLayout? Sensors { get; init; }

    /// <summary>The signals.</summary>
    public SignalBatch? Source { get; init; }

    /// <summary>Codes in use and reconstruction by band, measured on the signals themselves.</summary>
    /// <param name="bands">Bands; those of the EEG where not given. Bands beyond half the sampling rate are left out.</param>
    /// <exception cref="InvalidOperationException">The tokens do not know their signals.</exception>
    public TokenizerHealth Health(IReadOnlyList<FrequencyBand>? bands = null) => TokenizerHealth.Measure(this, bands ?? FrequencyBand.Eeg);

    /// <summary>The signals of the tokens.</summary>
    public SignalBatch Decode() => Tokenizer.Decode(this);

    /// <inheritdoc/>
    public override string ToString() => $"Tokens: {Features.shape[0]} × {Grid.Channels} rows × {Grid.Steps} steps, {Features.shape[2]} features{(Codes is null ? "" : ", coded")}";
}
