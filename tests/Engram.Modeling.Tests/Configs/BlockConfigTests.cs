using System.Reflection;
using Engram.Modeling.Codebooks;
using Engram.Modeling.Configuration;
using Engram.Modeling.Masking;
using Engram.Modeling.Positions;
using Engram.Modeling.Tokenizers;

namespace Engram.Modeling.Tests.Configs;

/// <summary>Settings of tokenizers, codebooks, positions and masks: JSON and back, unknown keys and values out of range refused.</summary>
public class BlockConfigTests
{
    private static readonly VectorQuantizerConfig Vector = new() { Codes = 8, Width = 16, Metric = CodeMetric.Cosine, Seed = 4 };

    private static readonly ConvolutionalStemConfig Stem = new() { Channels = 1, Layers = [new(8, 5, 5), new(16, 3, 1)] };

    // a valid setting and one that is out of range
    private static readonly (IConfig Good, IConfig Bad)[] Cases =
    [
        (new KMeansConfig { Codes = 8, Width = 4 }, new KMeansConfig { Codes = 0, Width = 4 }),
        (Vector, Vector with { Decay = 1 }),
        (new ResidualQuantizerConfig { Stages = 2, Stage = Vector }, new ResidualQuantizerConfig { Stages = 2, Stage = Vector with { Width = 0 } }),
        (new FiniteScalarQuantizerConfig { Levels = [8, 5] }, new FiniteScalarQuantizerConfig { Levels = [8, 1] }),
        (new SinusoidalPositionConfig { Width = 8, Axes = 2 }, new SinusoidalPositionConfig { Width = 3, Axes = 2 }),
        (new LearnedPositionConfig { Count = 4, Width = 8 }, new LearnedPositionConfig { Count = 0, Width = 8 }),
        (new RotaryPositionConfig { Width = 8 }, new RotaryPositionConfig { Width = 7 }),
        (new RelativePositionConfig { Width = 8, Length = 6 }, new RelativePositionConfig { Width = 8, Length = 0 }),
        (new FourierPositionConfig { Frequencies = 4, Width = 512 }, new FourierPositionConfig { Frequencies = 3, Width = 200 }),
        (new FourierFeaturesConfig { Coordinates = 2 }, new FourierFeaturesConfig { Coordinates = 2, Deviation = 0 }),
        (new ElectrodeIdentityConfig { Names = ["Fz", "Cz"], Width = 8 }, new ElectrodeIdentityConfig { Names = ["Fz", "FZ"], Width = 8 }),
        (new SensorPoseConfig { Width = 8 }, new SensorPoseConfig { Width = 9 }),
        (new RandomMaskConfig { Ratio = 0.5 }, new RandomMaskConfig { Ratio = double.NaN }),
        (new BlockMaskConfig { Ratio = 0.5, MinimumBlock = 3 }, new BlockMaskConfig { Ratio = 1 }),
        (new GeometricMaskConfig { Ratio = 0.5 }, new GeometricMaskConfig { Ratio = 0.5, MeanLength = 0.5 }),
        (new TubeMaskConfig { Ratio = 0.5, Span = 2 }, new TubeMaskConfig { Ratio = 0.5, Span = 0 }),
        (new ChannelMaskConfig { Ratio = 0.5 }, new ChannelMaskConfig { Ratio = -0.1 }),
        (new SpatialRadiusMaskConfig { Ratio = 0.5 }, new SpatialRadiusMaskConfig { Ratio = 0.05 }),
        (new TimeFrequencyMaskConfig { TimeRatio = 0.25 }, new TimeFrequencyMaskConfig { TimeRatio = 1 }),
        (new TokenReplacementConfig { MaskId = 4, FirstId = 5, Vocabulary = 69 }, new TokenReplacementConfig { MaskId = 4, FirstId = 5, Vocabulary = 5 }),
        (new ComplementaryMaskConfig { Parts = 3 }, new ComplementaryMaskConfig { Parts = 1 }),
        (new PatchTokenizerConfig { Window = 8, Step = 4 }, new PatchTokenizerConfig { Window = 8, Step = 9 }),
        (new StftTokenizerConfig { Window = 8, Hop = 4, Value = StftValue.Complex }, new StftTokenizerConfig { Window = 8, Hop = 5 }),
        (new BandPowerTokenizerConfig { Window = 8, Step = 8, Segment = 4 }, new BandPowerTokenizerConfig { Window = 8, Step = 8, Segment = 9 }),
        (new BandEntropyTokenizerConfig { Window = 8, Step = 8 }, new BandEntropyTokenizerConfig { Window = 8, Step = 8, Bands = [new("x", 8, 4)] }),
        (new LpcTokenizerConfig { Order = 16, Codes = 64, Warp = 0.2 }, new LpcTokenizerConfig { Order = 16, Burg = true, Warp = 0.2 }),
        (new ClusteredTokenizerConfig { Codes = 8, Width = 4 }, new ClusteredTokenizerConfig { Codes = 8, Width = 0 }),
        (new TokenizerTraining { Steps = 5 }, new TokenizerTraining { LearningRate = 0 }),
        (Stem, Stem with { Layers = [new(8, 3, 5)] }),
        (new MultiScaleStemConfig(), new MultiScaleStemConfig { FirstKernels = [20] }),
        (new ConvolutionalTokenizerConfig { Stem = Stem, Quantizer = Vector }, new ConvolutionalTokenizerConfig { Stem = Stem, Quantizer = Vector with { Width = 4 } }),
        (new MotifTokenizerConfig { Window = 200, Hop = 100, Codes = 8192 }, new MotifTokenizerConfig { Window = 200, Hop = 100, Codes = 8192, FrequencyPatch = 7 }),
        (new SensorTokenizerConfig { Stem = Stem, Quantizer = new() { Stages = 2, Stage = Vector } }, new SensorTokenizerConfig { Stem = Stem, Sources = 0, Quantizer = new() { Stages = 2, Stage = Vector } }),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Good.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void GoesThroughJsonAndRefusesWhatItDoesNotKnow(string name)
    {
        var (good, bad) = Array.Find(Cases, c => c.Good.GetType().Name == name);
        var json = Write(good);
        Assert.Equal(json, Write(Read(good.GetType(), json)));
        Assert.Contains("typo", Assert.Throws<ConfigException>(() => Read(good.GetType(), json.Insert(1, "\"typo\": 1,"))).Message);
        Assert.Contains("Expected", Assert.Throws<ConfigException>(bad.Validate).Message);
    }

    [Fact]
    public void EverySettingHasACase() => Assert.Equal(
        typeof(ICodebook).Assembly.GetExportedTypes()
            .Where(t => t.IsClass && t.IsAssignableTo(typeof(IConfig)) && (t.Namespace!.Split('.')[^1] is "Codebooks" or "Positions" or "Masking" or "Tokenizers"))
            .OrderBy(t => t.Name),
        Cases.Select(c => c.Good.GetType()).OrderBy(t => t.Name));

    private static string Write(IConfig config) => (string)Invoke(nameof(ConfigJson.Write), config.GetType(), config);

    private static IConfig Read(Type type, string json) => (IConfig)Invoke(nameof(ConfigJson.Read), type, json);

    private static object Invoke(string method, Type type, object argument) =>
        typeof(ConfigJson).GetMethod(method)!.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [argument], null)!;
}
