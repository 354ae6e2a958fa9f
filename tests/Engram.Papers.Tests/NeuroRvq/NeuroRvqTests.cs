using Engram.Modeling.Codebooks;
using Engram.Modeling.Configuration;
using Engram.Modeling.Masking;
using Engram.Modeling.Objectives;
using Engram.Papers.NeuroRvq;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests.NeuroRvq;

/// <summary>The checks of the NeuroRVQ sheet; those of the phase loss alone are in Engram.Modeling.Tests.</summary>
public class NeuroRvqTests
{
    private static readonly NeuroRvqConfig Small = new()
    {
        Stem = new() { Patch = 32, Filters = 4, Groups = 2, FirstKernels = [7, 3], SecondKernels = [5, 3] },
        Electrodes = 3, Steps = 5, EncoderDepth = 1, Heads = 2,
        Quantizer = new() { Stages = 3, Stage = new() { Codes = 8, Width = 6, Metric = CodeMetric.Cosine, CommitmentWeight = 1 } },
    };

    [Theory]
    [InlineData(SpectrumSides.One)]
    [InlineData(SpectrumSides.Both)]
    public void TheTrueSpectrumRebuildsThePatchAndTheScaleIsInvertible(SpectrumSides sides)
    {
        using var scope = NewDisposeScope();
        var patches = Signals(4, 3, 32);
        var (a, c, s) = AmplitudePhase.Targets(patches, sides);
        Assert.Equal(sides == SpectrumSides.One ? 17 : 32, a.shape[^1]);
        var scale = AmplitudeScale.Of(a);
        var standardised = scale.Apply(a);
        Assert.True(standardised.mean([1L, 2L]).abs().max().ToDouble() < 1e-5);
        Assert.True((standardised.square().mean([1L, 2L]) - 1).abs().max().ToDouble() < 1e-4);
        Assert.True((AmplitudePhase.Rebuild(scale.Undo(standardised), c, s, 32, sides) - patches).abs().max().ToDouble() < 1e-5);
    }

    // 200 free bins: what is not symmetric is lost with the imaginary part
    [Fact]
    public void SymmetricBinsHaveNoImaginaryPartAndOthersDo()
    {
        using var scope = NewDisposeScope();
        var (a, c, s) = AmplitudePhase.Targets(Signals(1, 1, 200), SpectrumSides.Both);
        var size = a.expm1();
        Assert.True(fft.ifft(complex(size * c, size * s)).imag.abs().max().ToDouble() < 1e-5);
        Assert.True(fft.ifft(complex(size * c, size * s.abs())).imag.abs().max().ToDouble() > 0.1);
        Assert.False(AmplitudePhase.Rebuild(a, c, s.abs(), 200, SpectrumSides.Both).is_complex());
    }

    [Fact]
    public void PhasesOnBothSidesOfTheWrapAreNear()
    {
        using var scope = NewDisposeScope();
        var objective = new AmplitudePhase(new() { Sides = SpectrumSides.Both, StandardiseAmplitude = true });
        var patches = Signals(2, 2, 16);
        var (a, c, s) = AmplitudePhase.Targets(patches, SpectrumSides.Both);
        var standardised = AmplitudeScale.Of(a).Apply(a);
        Assert.Equal(0, objective.Compute(standardised, c, s, patches).Total.ToDouble(), 1e-5);
        Assert.Equal(2, objective.Compute(standardised, -c, -s, patches)["phase"].ToDouble(), 1e-5);
        // a cosine turned to π - e and one turned to -π + e
        Tensor Turned(double phase) => (arange(16) * (2 * Math.PI * 3 / 16) + phase).cos().reshape(1, 1, 16);
        var (_, c1, s1) = AmplitudePhase.Targets(Turned(Math.PI - 0.01), SpectrumSides.One);
        var (_, c2, s2) = AmplitudePhase.Targets(Turned(-Math.PI + 0.01), SpectrumSides.One);
        Assert.Equal(1 - Math.Cos(0.02), 1 - (((c1 * c2) + (s1 * s2))[0, 0, 3]).ToDouble(), 1e-5);
    }

    [Fact]
    public void FreeCodesWithZeroNeverRaiseTheResidualAndStagesAddUp()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var quantizer = new ResidualQuantizer(new() { Stages = 5, Stage = new() { Codes = 16, Width = 4, Start = CodebookStart.Random } });
        foreach (var stage in quantizer.Stages)
        {
            stage.Codes.copy_(randn(16, 4));
            stage.Codes[0].zero_();
        }

        var input = randn(300, 4);
        var (residual, norm) = (input, input.norm(1));
        var codes = quantizer.Encode(input);
        for (var s = 0; s < 5; s++)
        {
            residual = residual - quantizer.Stages[s].Decode(codes.select(-1, s));
            Assert.True(residual.norm(1).le(norm + 1e-6).all().ToBoolean());
            norm = residual.norm(1);
        }

        Assert.True((quantizer.Decode(codes) + residual).allclose(input, 1e-5, 1e-6));
    }

    [Fact]
    public void UnitCodesLeaveTwiceTheSineOfHalfTheAngleAndMayRaiseTheResidual()
    {
        using var scope = NewDisposeScope();
        var quantizer = new ResidualQuantizer(new() { Stages = 2, Stage = new() { Codes = 2, Width = 2, Start = CodebookStart.Random, Metric = CodeMetric.Cosine } });
        quantizer.Stages[0].Codes.copy_(tensor(new float[] { 1, 0, -1, 0 }).reshape(2, 2));
        quantizer.Stages[1].Codes.copy_(tensor(new float[] { 0, -1, -1, 0 }).reshape(2, 2));
        const double t = 0.4;
        var input = tensor(new[] { (float)Math.Cos(t), (float)Math.Sin(t) }).reshape(1, 2);
        var codes = quantizer.Encode(input);
        Assert.Equal(2 * Math.Sin(t / 2), (input - quantizer.Decode(codes.narrow(-1, 0, 1))).norm().ToDouble(), 1e-6);
        Assert.True((input - quantizer.Decode(codes)).norm().ToDouble() > 2 * Math.Sin(t / 2));
    }

    [Fact]
    public void ShapesAreThoseOfThePaper()
    {
        using var scope = NewDisposeScope();
        var stage = NeuroRvqConfig.Published.Quantizer.Stage with { Codes = 4, StartVectors = 4 };
        var config = NeuroRvqConfig.Published with { EncoderDepth = 1, DecoderDepth = 1, Quantizer = new() { Stages = 8, Stage = stage } };
        manual_seed(1);
        var tokenizer = new NeuroRvqTokenizer(config, 1);
        tokenizer.eval();
        var signals = NeuroRvqTokenizer.Standardise(Signals(2, 3, 600));
        var codes = tokenizer.Encode(signals);
        Assert.Equal([4, 2, 9, 8], codes.shape);
        Assert.Equal([2, 3, 600], tokenizer.call(signals).shape);
        Assert.Equal([4, 2, 9, 200], new NeuroRvqEncoder(config, 1).call(signals.unfold(-1, 200, 200)).shape);
        Assert.Equal(416, NeuroRvqConfig.Published.BitsPerPatch);
        Assert.True(tokenizer.Decode(codes, tokenizer.Scale(signals), 3).allclose(tokenizer.call(signals), 1e-3, 1e-4));
    }

    // Codebooks are counted as they are stored, with their moving sums and counts: built with few codes, the rest by arithmetic.
    [Fact]
    public void TheSizesAreThePublishedOnes()
    {
        using var scope = NewDisposeScope();
        const int few = 4;
        var published = NeuroRvqConfig.Published;
        var config = published with { Quantizer = published.Quantizer with { Stage = published.Quantizer.Stage with { Codes = few, StartVectors = few } } };
        using var encoder = new NeuroRvqEncoder(config, 1);
        Assert.Equal(5.9, Millions(encoder.parameters().Sum(p => p.numel())), 1);
        using var tokenizer = new NeuroRvqTokenizer(config, 1);
        var (branches, stages, codes, width) = (4, published.Quantizer.Stages, published.Quantizer.Stage.Codes, published.Quantizer.Stage.Width);
        var missing = (long)branches * stages * (codes - few) * ((2 * width) + 1);
        Assert.Equal(76, Millions(tokenizer.state_dict().Sum(p => p.Value.numel()) + missing), 0);

        static double Millions(long count) => count / 1e6;
    }

    [Fact]
    public void TheEncoderLearnsThroughTheCodesAndTheCodebooksHaveNoGradient()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var tokenizer = new NeuroRvqTokenizer(Small, 2);
        tokenizer.train();
        var signals = NeuroRvqTokenizer.Standardise(Signals(4, 3, 160));
        var before = tokenizer.Codebooks[0].Stages[0].Codes.clone();
        tokenizer.Loss(signals)["waveform"].backward();
        Assert.All(tokenizer.named_parameters().Where(p => p.name.StartsWith("encoder.stem", StringComparison.Ordinal)), p => Assert.True(p.parameter.grad!.abs().sum().ToDouble() > 0, p.name));
        Assert.DoesNotContain(tokenizer.named_parameters(), p => p.name.StartsWith("quantizers", StringComparison.Ordinal));
        Assert.False(tokenizer.Codebooks[0].Stages[0].Codes.equal(before).all().ToBoolean()); // they follow moving averages
    }

    [Fact]
    public void AHiddenPatchIsNotSeenAndEachPatchIsPredictedOnce()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var encoder = new NeuroRvqEncoder(Small, 5);
        encoder.eval();
        var patches = Signals(2, 3, 160).unfold(-1, 32, 32);
        var mask = new RandomMask(new() { Ratio = 0.4 }).Draw(new(3, 5), 2, new SeededRandom(1));
        var hidden = mask.Mask();
        Assert.True((hidden.to_type(int64) + mask.Complement().Mask().to_type(int64)).eq(1).all().ToBoolean());
        var noise = where(hidden.reshape(2, 3, 5, 1), randn(2, 3, 5, 32), zeros(1));
        Assert.True(encoder.Encode(patches, hidden).allclose(encoder.Encode(patches + noise, hidden), 1e-5, 1e-6));
        Assert.False(encoder.call(patches).allclose(encoder.call(patches + noise), 1e-2, 1e-2));
        var other = mask.Complement().Mask();
        var both = encoder.Encode(patches, cat([hidden, other])); // two masks in one pass are two passes
        Assert.True(both.allclose(cat([encoder.Encode(patches, hidden), encoder.Encode(patches, other)], 1), 1e-5, 1e-6));

        // the codes of visible patches do not count: in one pass by the objective, over both passes by symmetry
        var foundation = new NeuroRvqFoundation(Small, 6);
        foundation.eval();
        var signals = NeuroRvqTokenizer.Standardise(Signals(2, 3, 160));
        var codes = randint(8, [2, 2, 15, 3]);
        Assert.Equal(foundation.Loss(signals, codes, mask).Total.ToDouble(), foundation.Loss(signals, codes, mask.Complement()).Total.ToDouble(), 1e-5);
        var logits = randn(2, 15, 8);
        var target = codes[0].select(-1, 0);
        var wrong = where(hidden, target, (target + 1).remainder(8));
        var objective = new MaskedCodePrediction(new());
        Assert.Equal(objective.Compute(logits, target, hidden).Total.ToDouble(), objective.Compute(logits, wrong, hidden).Total.ToDouble(), 1e-6);
    }

    [Fact]
    public void ASilentSampleStaysSilentAndOthersAreStandardised()
    {
        using var scope = NewDisposeScope();
        var signals = cat([Signals(1, 3, 160) * 40 + 7, zeros(1, 3, 160)]);
        var standardised = NeuroRvqTokenizer.Standardise(signals);
        Assert.Equal(0, standardised[0].mean().ToDouble(), 1e-4);
        Assert.Equal(1, standardised[0].square().mean().ToDouble(), 1e-4);
        Assert.Equal(0, standardised[1].abs().max().ToDouble());
        manual_seed(2);
        Assert.True(new NeuroRvqTokenizer(Small, 2).Loss(standardised).Total.isfinite().ToBoolean());
    }

    [Fact]
    public void SettingsGoThroughJsonAndWrongShapesAreRefused()
    {
        foreach (var config in new[] { Small, NeuroRvqConfig.Published })
            Assert.Equal(ConfigJson.Write(config), ConfigJson.Write(ConfigJson.Read<NeuroRvqConfig>(ConfigJson.Write(config))));
        Assert.Throws<ConfigException>(() => new NeuroRvqTokenizer(Small with { Heads = 5 }, 1));
        using var scope = NewDisposeScope();
        var tokenizer = new NeuroRvqTokenizer(Small, 1);
        Assert.Contains("batch, electrode, time", Assert.Throws<ArgumentException>(() => tokenizer.call(zeros(3, 160))).Message.Replace(" -1", "", StringComparison.Ordinal));
        Assert.ThrowsAny<ArgumentException>(() => tokenizer.call(zeros(1, 4, 160))); // more electrodes than the table has
        Assert.ThrowsAny<ArgumentException>(() => tokenizer.Decode(zeros([1, 2, 9, 3], int64), tokenizer.Scale(zeros(2, 3, 96)), 3));
    }

    private static Tensor Signals(long batch, long electrodes, long samples)
    {
        using var generator = new Generator(11);
        return randn([batch, electrodes, samples], generator: generator);
    }
}
