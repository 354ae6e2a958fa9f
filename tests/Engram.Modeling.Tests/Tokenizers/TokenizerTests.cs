using Engram.Modeling.Tokenizers;
using Engram.Signals;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Tokenizers;

public class TokenizerTests
{
    [Theory]
    [InlineData(2000, 200, 180, 11)] // REVE
    [InlineData(1000, 200, 100, 9)] // TFM-Tokenizer
    [InlineData(2000, 200, 100, 19)]
    public void PatchCountsFollowTheFormula(int length, int window, int step, int count) =>
        Assert.Equal(count, new PatchTokenizer(new() { Window = window, Step = step }).Encode(new(ones(1, 2, length), 200)).Grid.Steps);

    [Fact]
    public void TokensAreOrderedByChannelThenTime()
    {
        using var scope = NewDisposeScope();
        var tokens = new PatchTokenizer(new() { Window = 4, Step = 4 }).Encode(new(arange(24, float32).reshape(1, 2, 12), 100));
        Assert.Equal([12f, 13, 14, 15], tokens.Features[0, tokens.Grid.Index(1, 0)].data<float>().ToArray());
    }

    [Fact]
    public void AnUnitSineHasHalfTheWindowSumInItsBin()
    {
        using var scope = NewDisposeScope();
        var sine = (arange(1000, float64) * (2 * Math.PI * 10 / 200)).sin().to_type(float32).reshape(1, 1, 1000);
        var magnitude = new StftTokenizer(new() { Window = 200, Hop = 100, Value = StftValue.Magnitude }).Encode(new(sine, 200)).Features;
        Assert.Equal([1, 9, 101], magnitude.shape);
        Assert.True(magnitude.argmax(-1).eq(10).all().ToBoolean());
        Assert.Equal(50, magnitude[0, 4, 10].ToDouble(), 3);
        Assert.Equal(25, magnitude[0, 4, 9].ToDouble(), 3);
    }

    [Fact]
    public void TheEntropyOfWhiteNoiseIsThatOfItsShareAndScalesByTheLogarithm()
    {
        using var scope = NewDisposeScope();
        var random = new SeededRandom(3);
        var noise = tensor(Enumerable.Range(0, 20 * 512).Select(_ => (float)random.NextGaussian()).ToArray()).reshape(20, 1, 512);
        var tokenizer = new BandEntropyTokenizer(new() { Window = 512, Step = 512 });
        var entropy = tokenizer.Encode(new(noise, 128)).Features;
        Assert.Equal(0.5 * Math.Log2(2 * Math.PI * Math.E * 6 / 64), entropy.mean([0L, 1])[1].ToDouble(), 0.15);
        Assert.True((tokenizer.Encode(new(noise * 4, 128)).Features - entropy).allclose(full_like(entropy, 2), 1e-3, 1e-3));
        Assert.True(tokenizer.Encode(new(ones(1, 1, 512), 128)).Features.isfinite().all().ToBoolean());
        Assert.Contains("Expected", Assert.ThrowsAny<ArgumentException>(() => tokenizer.Encode(new(noise, 90))).Message); // gamma reaches beyond half the rate
    }

    [Fact]
    public void BandPowersAreThoseOfASine()
    {
        using var scope = NewDisposeScope();
        var sine = (arange(1280, float64) * (2 * Math.PI * 10 / 128)).sin().to_type(float32).reshape(1, 1, 1280) * 3;
        var features = new BandPowerTokenizer(new() { Window = 1280, Step = 1280, Segment = 256 }).Encode(new(sine, 128)).Features[0, 0];
        Assert.Equal(Math.Log10(4.5), features[2].ToDouble(), 0.01); // alpha: 3²/2
        Assert.True(features[3].ToDouble() < -5);
    }

    [Fact]
    public void HealthIsZeroForPerfectAndOneForSilence()
    {
        using var scope = NewDisposeScope();
        var signals = TestSignals.Oscillations();
        var tokens = new PatchTokenizer(new() { Window = 64, Step = 64 }).Encode(signals);
        Assert.All(tokens.Health().Bands, b => Assert.Equal(0, b.Error, 9));
        Assert.All((tokens with { Features = zeros_like(tokens.Features) }).Health().Bands, b => Assert.Equal(1, b.Error, 9));
        Assert.All((tokens with { Features = tokens.Features * 0.5 }).Health().Bands, b => Assert.Equal(0.25, b.Error, 6));
        Assert.Equal(["delta"], tokens.Health([new("delta", 1, 4), new("too high", 50, 70)]).Bands.Select(b => b.Band.Name));
        Assert.Throws<InvalidOperationException>(() => (tokens with { Source = null }).Health());
    }

    [Fact]
    public void RecordingsAndEpochsAreSignals()
    {
        var channels = new[] { new Channel("C3", ChannelKind.Eeg, "V"), new Channel("C4", ChannelKind.Eeg, "V") };
        var epochs = new Epochs([[[1, 2, 3, 4], [5, 6, 7, 8]], [[0, 0, 0, 1], [0, 0, 0, 2]]], ["a", "b"], [0, 0], channels, 2, 0);
        var tokens = new PatchTokenizer(new() { Window = 2, Step = 2 }).Fit(epochs).Encode(epochs);
        Assert.Equal([2, 4, 2], tokens.Features.shape);
        Assert.Equal(7, tokens.Features[0, 3, 0].ToDouble());
        Assert.Null(tokens.Source!.Sensors);
        var placed = epochs with { Channels = [channels[0] with { Geometry = new(new(-0.07, 0, 0.05)) }, channels[1] with { Geometry = new(new(0.07, 0, 0.05)) }] };
        SignalBatch signals = placed;
        Assert.Equal([2, 6], signals.Sensors!.Poses.shape);
        Assert.Equal(1 / 3.0, signals.Sensors.Poses.square().sum([1L]).mean().ToDouble(), 5);
    }

    [Fact]
    public void BadSignalsAreNamed()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("[batch, channel, time]", Assert.Throws<ArgumentException>(() => new SignalBatch(zeros(2, 3), 100)).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => new SignalBatch(full([1, 1, 4], float.NaN), 100)).Message);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => new SignalBatch(zeros(0, 3, 5), 100)).Message);
        Assert.Contains("float32", Assert.Throws<ArgumentException>(() => new SignalBatch(zeros([1, 1, 4], float64), 100)).Message);
        Assert.Contains("Hz", Assert.Throws<ArgumentOutOfRangeException>(() => new SignalBatch(zeros(1, 1, 4), 0)).Message);
        var stem = new ConvolutionalStem(new() { Channels = 2, Layers = [new(4, 5, 5)] });
        Assert.Contains("multiple of 5", Assert.Throws<ArgumentException>(() => stem.call(zeros(1, 2, 12))).Message);
        Assert.Contains("Sensors", Assert.Throws<ArgumentException>(() => new SensorTokenizer(new() { Stem = new() { Channels = 1, Layers = [new(8, 4, 4)] }, Quantizer = new() { Stages = 1, Stage = new() { Codes = 4, Width = 8 } } }).Fit(TestSignals.Oscillations())).Message);
    }

    // a sine of 6 Hz that comes back at half its amplitude loses a quarter of theta's energy, and nothing elsewhere
    [Fact]
    public void TheErrorOfABandIsTheShareOfItsEnergyThatIsLost()
    {
        using var scope = NewDisposeScope();
        var time = arange(256, float32) / 128;
        var (slow, fast) = ((time * (2 * Math.PI * 6)).sin(), (time * (2 * Math.PI * 20)).sin());
        var errors = BandError.OfWaveforms((slow + fast).unsqueeze(0), (slow * 0.5 + fast).unsqueeze(0), 128, [new("theta", 4, 8), new("beta", 13, 30), new("beyond", 30, 65)]);
        Assert.Equal(["theta", "beta"], errors.Select(e => e.Band.Name));
        Assert.Equal(0.25, errors[0].Error, 1e-6);
        Assert.Equal(0, errors[1].Error, 1e-6);
        Assert.Equal(1, BandError.OfWaveforms(slow.unsqueeze(0), zeros(1, 256), 128, [new("theta", 4, 8)])[0].Error, 1e-9);
        Assert.Throws<ArgumentException>(() => BandError.OfWaveforms(slow, zeros(255), 128, FrequencyBand.Eeg));
    }
}
