using Engram.Modeling.Codebooks;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Codes for any continuous tokenizer: k-means of its standardised features (the baseline of every learned code: raw patches, log spectra, band
/// powers). Features of a coded token are its centre's; it decodes as the tokenizer decodes the centre.
/// </summary>
public sealed class ClusteredTokenizer : nn.Module<SignalBatch, Tokens>, ITokenizer
{
    private readonly ITokenizer inner;
    private readonly FeatureCodebook codebook;

    /// <summary>A tokenizer that is still to be fitted.</summary>
    /// <param name="inner">A continuous tokenizer.</param>
    /// <param name="config">Settings.</param>
    /// <exception cref="ArgumentException">The inner tokenizer has codes already.</exception>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public ClusteredTokenizer(ITokenizer inner, ClusteredTokenizerConfig config)
        : base(nameof(ClusteredTokenizer))
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        if (inner.Codebook is not null)
            throw new ArgumentException("Expected a tokenizer of continuous tokens, got one with codes.", nameof(inner));
        (this.inner, Config) = (inner, config);
        codebook = new(new() { Codes = config.Codes, Width = config.Width, Starts = config.Starts, Seed = config.Seed });
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public ClusteredTokenizerConfig Config { get; }

    /// <inheritdoc/>
    public bool KeepsWaveform => inner.KeepsWaveform;

    /// <inheritdoc/>
    public ICodebook Codebook => codebook.Codes;

    /// <summary>Fits the inner tokenizer and the codes.</summary>
    /// <param name="signals">Training signals with at least as many tokens as codes.</param>
    public ClusteredTokenizer Fit(SignalBatch signals)
    {
        codebook.Fit(Checked(inner.Fit(signals).Encode(signals)).Features);
        return this;
    }

    /// <inheritdoc/>
    ITokenizer ITokenizer.Fit(SignalBatch signals) => Fit(signals);

    /// <inheritdoc/>
    public Tokens Encode(SignalBatch signals) => call(signals);

    /// <inheritdoc/>
    public SignalBatch Decode(Tokens tokens) => inner.Decode(tokens);

    /// <inheritdoc/>
    public override Tokens forward(SignalBatch input)
    {
        var tokens = Checked(inner.Encode(input));
        var codes = codebook.call(tokens.Features);
        return tokens with { Tokenizer = this, Features = codebook.Decode(codes), Codes = codes };
    }

    private Tokens Checked(Tokens tokens) => tokens.Features.shape[2] == Config.Width ? tokens
        : throw new ArgumentException($"Expected tokens of {Config.Width} features, got {tokens.Features.shape[2]}. Set Width to that.", nameof(tokens));
}
