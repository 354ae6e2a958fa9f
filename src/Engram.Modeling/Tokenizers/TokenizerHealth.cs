using Engram.Modeling.Codebooks;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Whether a tokenizer is fit for use: codes in use, and the error of the decoded signals in each band. Where the tokenizer aims at the
/// waveform the error is Σ|X - X̂|² / Σ|X|² over the band's Fourier coefficients; where it aims at the spectrum, Σ(a - â)² / Σa² over
/// the band amplitudes a = √Σ|X|² of the channels and samples.
/// </summary>
/// <param name="Usage">Use of the codes, one entry a level; empty for continuous tokens.</param>
/// <param name="Bands">Errors.</param>
public sealed record TokenizerHealth(IReadOnlyList<CodeUsage> Usage, IReadOnlyList<BandError> Bands)
{
    /// <summary>Measures tokens against the signals they were made of.</summary>
    /// <param name="tokens">Tokens that know their signals.</param>
    /// <param name="bands">Bands; those beyond half the sampling rate, or between two Fourier bins, are left out.</param>
    /// <exception cref="InvalidOperationException">The tokens do not know their signals.</exception>
    public static TokenizerHealth Measure(Tokens tokens, IReadOnlyList<FrequencyBand> bands)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(bands);
        if (tokens.Source is not { } source)
            throw new InvalidOperationException("Expected tokens that know their signals; measure the tokens that Encode returned.");
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var decoded = tokens.Decode();
        var length = Math.Min(source.Length, decoded.Length);
        return new(Usages(tokens), BandError.Of(
            source.Samples.detach().narrow(-1, 0, length), decoded.Samples.detach().narrow(-1, 0, length), source.SamplingRate, bands, tokens.Tokenizer.KeepsWaveform));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Tokenizer health: {(Usage.Count == 0 ? "continuous" : string.Join("; ", Usage))}; error by band: {string.Join(", ", Bands.Select(b => $"{b.Band.Name} {b.Error:0.000}"))}";

    private static List<CodeUsage> Usages(Tokens tokens)
    {
        if (tokens.Codes is not { } codes || tokens.Tokenizer.Codebook is not { } book)
            return [];
        return [.. Enumerable.Range(0, book.Levels).Select(level => CodeUsage.Of(book.Levels == 1 ? codes : codes.select(-1, level), book.Size))];
    }
}
