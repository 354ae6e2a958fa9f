using Engram.Modeling.Tokenizers;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Tokenizers;

/// <summary>What every tokenizer promises.</summary>
/// <param name="Create">A tokenizer that is not fitted.</param>
/// <param name="Signals">Signals to fit and measure on.</param>
/// <param name="Bands">Bands that the tokenizer keeps.</param>
/// <param name="LargestError">Error of each band that health must stay below.</param>
internal sealed record TokenizerContract(Func<ITokenizer> Create, Func<SignalBatch> Signals, IReadOnlyList<FrequencyBand> Bands, double LargestError)
{
    /// <summary>Whether encoding before fitting must be refused.</summary>
    public bool Learns { get; init; }

    public void Verify()
    {
        using var scope = NewDisposeScope();
        var signals = Signals();
        if (Learns)
            Assert.Contains("Fit", Assert.Throws<InvalidOperationException>(() => Seeded(3).Encode(signals)).Message);
        var tokenizer = Seeded(3);
        Assert.Same(tokenizer, tokenizer.Fit(signals));
        var tokens = tokenizer.Encode(signals);
        VerifyShapes(tokenizer, tokens, signals);

        // decoding: what health measures must be near the signals
        var decoded = tokenizer.Decode(tokens);
        Assert.Equal((signals.Batch, signals.Channels, signals.SamplingRate), (decoded.Batch, decoded.Channels, decoded.SamplingRate));
        Assert.InRange(decoded.Length, signals.Length / 2, signals.Length);
        var health = tokens.Health(Bands);
        Assert.Equal(Bands, health.Bands.Select(b => b.Band));
        Assert.All(health.Bands, b => Assert.True(b.Error >= 0 && b.Error < LargestError, $"The error of {b.Band.Name} is {b.Error}."));
        Assert.Equal(tokenizer.Codebook?.Levels ?? 0, health.Usage.Count);
        Assert.All(health.Usage, usage => Assert.True(usage.Perplexity > 1.5, usage.ToString()));

        VerifyIndependence(tokenizer, tokens, signals);

        // the same seed fits the same tokenizer, and a saved state gives the same tokens
        Assert.True(Same(tokens, Seeded(3).Fit(signals).Encode(signals)), "The same seed gave other tokens.");
        var module = (nn.Module)tokenizer;
        var loaded = Seeded(4);
        ((nn.Module)loaded).load_state_dict(module.state_dict());
        ((nn.Module)loaded).eval();
        Assert.True(Same(tokens, loaded.Encode(signals)), "A loaded state gives other tokens.");

        // bad input
        var shorter = new SignalBatch(signals.Samples.narrow(-1, 0, 3), signals.SamplingRate) { Sensors = signals.Sensors };
        Assert.Contains("Expected", Assert.ThrowsAny<ArgumentException>(() => tokenizer.Encode(shorter)).Message);
        Assert.ThrowsAny<ArgumentException>(() => tokenizer.Encode(null!));
        Assert.Contains("Expected", Assert.ThrowsAny<ArgumentException>(() => tokenizer.Decode(tokens with { Features = zeros(1, tokens.Grid.Tokens, tokens.Features.shape[2] + 1) })).Message);
    }

    private static void VerifyShapes(ITokenizer tokenizer, Tokens tokens, SignalBatch signals)
    {
        Assert.Equal(3, tokens.Features.ndim);
        Assert.Equal(signals.Batch, tokens.Features.shape[0]);
        Assert.Equal(tokens.Grid.Tokens, tokens.Features.shape[1]);
        Assert.Equal(signals.SamplingRate, tokens.SamplingRate);
        Assert.True(tokens.Features.isfinite().all().ToBoolean());
        Assert.Equal(tokenizer.Codebook is null, tokens.Codes is null);
        if (tokens.Codes is not { } codes)
            return;
        Assert.Equal(int64, codes.dtype);
        Assert.Equal(tokenizer.Codebook!.Levels == 1 ? [signals.Batch, tokens.Grid.Tokens] : [signals.Batch, tokens.Grid.Tokens, tokenizer.Codebook.Levels], codes.shape);
        Assert.InRange(codes.min().ToInt64(), 0, tokenizer.Codebook.Size - 1);
        Assert.InRange(codes.max().ToInt64(), 1, tokenizer.Codebook.Size - 1);
    }

    // tokens of one sample do not depend on the others, nor on what was encoded before; nor, where a row is a channel, on other channels
    private static void VerifyIndependence(ITokenizer tokenizer, Tokens tokens, SignalBatch signals)
    {
        var alone = tokenizer.Encode(new SignalBatch(signals.Samples.narrow(0, 1, 1), signals.SamplingRate) { Sensors = signals.Sensors });
        AssertNear(alone, tokens, 0, 1, 1, "A sample's tokens depend on the batch");
        Assert.True(Same(tokens, tokenizer.Encode(signals)), "Encoding changed the tokenizer.");
        if (tokens.Grid.Channels != signals.Channels)
            return;
        var changed = signals.Samples.clone();
        changed.select(1, 1).mul_(-3);
        var others = tokenizer.Encode(new SignalBatch(changed, signals.SamplingRate) { Sensors = signals.Sensors });
        AssertNear(others with { Features = others.Features.narrow(1, 0, tokens.Grid.Steps), Codes = others.Codes?.narrow(1, 0, tokens.Grid.Steps) }, tokens, 1, 0, tokens.Grid.Steps, "A channel's tokens depend on another channel");
    }

    // sums in another order may move a vector over the border between two codes, but only a rare one
    private static void AssertNear(Tokens part, Tokens whole, long dimension, long first, long count, string what)
    {
        if (part.Codes is { } codes)
            Assert.True(codes.eq(whole.Codes!.narrow(dimension, first, count)).to_type(float32).mean().ToDouble() > 0.95, $"{what}: {codes.ne(whole.Codes!.narrow(dimension, first, count)).sum().ToInt64()} of {codes.numel()} codes differ.");
        else
            Assert.True(part.Features.allclose(whole.Features.narrow(dimension, first, count), 1e-3, 1e-5), $"{what}.");
    }

    private static bool Same(Tokens a, Tokens b) =>
        a.Features.equal(b.Features).all().ToBoolean() && (a.Codes is null || a.Codes.equal(b.Codes!).all().ToBoolean());

    private ITokenizer Seeded(long seed)
    {
        manual_seed(seed);
        return Create();
    }
}
