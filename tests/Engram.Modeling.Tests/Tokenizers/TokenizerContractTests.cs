using Engram.Modeling.Codebooks;
using Engram.Modeling.Tokenizers;
using TorchSharp;
using Xunit.Sdk;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Tokenizers;

public class TokenizerContractTests
{
    private static readonly IReadOnlyList<FrequencyBand> Eeg = FrequencyBand.Eeg;

    private static readonly (string Name, Type Type, TokenizerContract Contract)[] Cases =
    [
        ("patches", typeof(PatchTokenizer), new(() => new PatchTokenizer(new() { Window = 40, Step = 36 }), Signals, Eeg, 1e-6)),
        ("STFT, complex", typeof(StftTokenizer), new(() => new StftTokenizer(new() { Window = 32, Hop = 16, Value = StftValue.Complex }), Signals, Eeg, 0.05)),
        ("STFT, magnitude", typeof(StftTokenizer), new(() => new StftTokenizer(new() { Window = 64, Hop = 16, Value = StftValue.Magnitude }), Signals, Eeg, 0.15)),
        ("STFT, log magnitude", typeof(StftTokenizer), new(() => new StftTokenizer(new() { Window = 64, Hop = 16 }), Signals, Eeg, 0.15)),
        ("band power", typeof(BandPowerTokenizer), new(() => new BandPowerTokenizer(new() { Window = 256, Step = 256, Segment = 128 }), Signals, Eeg, 0.2)),
        ("band entropy", typeof(BandEntropyTokenizer), new(() => new BandEntropyTokenizer(new() { Window = 256, Step = 256 }), Signals, FrequencyBand.Emotion, 0.2)),
        ("LPC", typeof(LpcTokenizer), new(() => new LpcTokenizer(new() { Order = 16, Burg = true }), Signals, Eeg, 0.35)),
        ("LPC, coded", typeof(LpcTokenizer), new(() => new LpcTokenizer(new() { Order = 8, Codes = 16, Window = 1, Warp = 0.2 }), Signals, [new("all", 1, 45)], 0.5) { Learns = true }),
        ("clustered", typeof(ClusteredTokenizer), new(() => new ClusteredTokenizer(new StftTokenizer(new() { Window = 64, Hop = 32 }), new() { Codes = 32, Width = 33 }), Signals, [new("all", 1, 45)], 0.5) { Learns = true }),
        ("convolutional", typeof(ConvolutionalTokenizer), new(() => new ConvolutionalTokenizer(new() { Stem = Stem, Training = new() { Steps = 150 } }), Signals, [new("all", 1, 13)], 0.3) { Learns = true }),
        ("convolutional, coded and fused", typeof(ConvolutionalTokenizer), new(() => new ConvolutionalTokenizer(new()
        {
            Stem = Stem with { Channels = 3 }, Quantizer = new() { Codes = 32, Width = 16, RevivalThreshold = 1 }, Training = new() { Steps = 150 },
        }), Signals, [new("all", 1, 13)], 0.9) { Learns = true }),
        ("motif", typeof(MotifTokenizer), new(() => new MotifTokenizer(new()
        {
            Window = 60, Hop = 30, FrequencyPatch = 5, PatchGroup = 3, Width = 32, Heads = 4, FrequencyDepth = 1, TimeDepth = 1, DecoderDepth = 1, Codes = 32, RevivalThreshold = 1, Training = new() { Steps = 100, Batch = 12 },
        }), Signals, [new("all", 1, 45)], 0.5) { Learns = true }),
        ("sensors", typeof(SensorTokenizer), new(() => new SensorTokenizer(new()
        {
            Stem = Stem with { Layers = [new(16, 16, 8), new(16, 3, 1)] }, Sources = 4, Heads = 2, Quantizer = new() { Stages = 3, Stage = new() { Codes = 32, Width = 16, RevivalThreshold = 1 } }, Training = new() { Steps = 200 },
        }), TestSignals.Sensors, [new("all", 1, 13)], 0.9) { Learns = true }),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    private static ConvolutionalStemConfig Stem => new() { Channels = 1, Layers = [new(24, 16, 8), new(16, 3, 1)] };

    [Theory]
    [MemberData(nameof(Names))]
    public void KeepsTheContract(string name) => Array.Find(Cases, c => c.Name == name).Contract.Verify();

    [Fact]
    public void EveryPublicTokenizerHasACase() => Assert.Equal(
        typeof(ITokenizer).Assembly.GetExportedTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(ITokenizer))).OrderBy(t => t.Name),
        Cases.Select(c => c.Type).Distinct().OrderBy(t => t.Name));

    [Fact]
    public void TheContractCatchesATokenizerThatDecodesHalfTheAmplitude() =>
        Assert.ThrowsAny<XunitException>((Cases[0].Contract with { Create = () => new Half(new(new() { Window = 40, Step = 36 })) }).Verify);

    private static SignalBatch Signals() => TestSignals.Oscillations();

    private sealed class Half(PatchTokenizer inner) : nn.Module<SignalBatch, Tokens>(nameof(Half)), ITokenizer
    {
        public bool KeepsWaveform => true;

        public ICodebook? Codebook => null;

        public ITokenizer Fit(SignalBatch signals) => this;

        public Tokens Encode(SignalBatch signals) => inner.Encode(signals) with { Tokenizer = this };

        public SignalBatch Decode(Tokens tokens) => new(inner.Decode(tokens).Samples * 0.5, tokens.SamplingRate);

        public override Tokens forward(SignalBatch input) => Encode(input);
    }
}
