using Engram.Modeling.Encoders;
using Engram.Modeling.Masking;
using Engram.Modeling.Objectives;
using Engram.Modeling.Training.Schedules;
using Engram.Papers.EcgJepa;
using Engram.Signals.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.Tests.EcgJepa;

/// <summary>Masks, encoder, teacher, loss and sizes of ECG-JEPA.</summary>
public class EcgJepaModelTests
{
    private static readonly EcgJepaModelConfig Small = EcgJepaModelConfig.Of(16, 2, 4, 1, patch: 10) with { MinimumBlock = 3 };

    [Fact]
    public void EverySampleKeepsTheSameCountInRunsThatAreLongEnough()
    {
        var model = Make();
        HashSet<int> counts = [];
        for (var draw = 0; draw < 60; draw++)
        {
            var random = new SeededRandom(draw);
            var share = Small.LeastKept + ((Small.MostKept - Small.LeastKept) * new SeededRandom(draw).NextDouble()); // what the model draws first
            var mask = model.DrawMask(50, 8, random);
            Assert.Equal((int)Math.Ceiling(50 * share), mask.VisibleCount);
            counts.Add(mask.VisibleCount);
            for (var sample = 0; sample < mask.Batch; sample++)
            {
                var all = mask.MaskedIndices()[sample].data<long>().ToArray().Concat(mask.VisibleIndices()[sample].data<long>().ToArray()).Order();
                Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), all);
                Assert.All(Runs(mask, sample), length => Assert.True(length >= Small.MinimumBlock, $"a run of {length} in draw {draw}"));
            }

            Assert.Contains(Enumerable.Range(1, 7), s => !mask.MaskedIndices()[s].equal(mask.MaskedIndices()[0]).all().ToBoolean());
        }

        Assert.Equal([8, 9, 10, 11, 12, 13], counts.Order());
    }

    [Fact]
    public void FewerMaskedPatchesThanTheShortestRunAreOneRun()
    {
        // the released sampler fails here: it looks for a run to glue them to
        var model = Make(Small with { LeastKept = 0.9, MostKept = 0.9 });
        var mask = model.DrawMask(20, 4, new SeededRandom(1));
        Assert.Equal(2, mask.MaskedCount);
        for (var sample = 0; sample < 4; sample++)
            Assert.Equal([2], Runs(mask, sample));
    }

    [Fact]
    public void KeptPatchesInAnyOrderAreEncodedAsAllOfThem()
    {
        using var _ = no_grad();
        var encoder = Make().Student;
        var signal = randn([3, 12, 80], generator: new Generator(1));
        var all = encoder.call(signal);
        var order = tensor(new long[] { 3, 0, 7, 1, 6, 2, 5, 4 });
        var kept = encoder.Encode(signal, order.unsqueeze(0).expand(3, -1)).Tokens;
        Assert.True((kept - all.index_select(1, order)).abs().max().ToDouble() < 1e-5);
        Assert.False((encoder.Encode(signal, order.narrow(0, 0, 4).unsqueeze(0).expand(3, -1)).Tokens - all.index_select(1, order.narrow(0, 0, 4))).abs().max().ToDouble() < 1e-3); // the others are not seen
    }

    [Fact]
    public void TheTeacherFollowsByTheClosedFormAndGetsNoGradient()
    {
        var model = Make();
        Assert.All(Pairs(model), p => Assert.True(p.Student.equal(p.Teacher).all().ToBoolean(), p.Name));
        using (no_grad())
        {
            foreach (var (_, _, teacher) in Pairs(model))
                teacher.zero_();
        }

        for (var step = 0; step < 7; step++)
            model.UpdateTeacher(0.9);
        Assert.All(Pairs(model), p => Assert.True((p.Teacher - ((1 - Math.Pow(0.9, 7)) * p.Student)).abs().max().ToDouble() < 1e-6, p.Name));

        var before = Pairs(model).Select(p => p.Teacher.clone()).ToArray();
        var signal = randn([4, 12, 200], generator: new Generator(2));
        model.Loss(signal, model.DrawMask(20, 4, new SeededRandom(3))).Total.backward();
        Assert.All(Pairs(model), p =>
        {
            Assert.False(p.Teacher.requires_grad);
            Assert.Null(p.Teacher.grad);
        });
        using (var optimizer = model.Optimizer(0.1, 0.1))
            optimizer.step();
        Assert.All(Pairs(model).Zip(before), p => Assert.True(p.First.Teacher.equal(p.Second).all().ToBoolean(), p.First.Name));
        Assert.Contains(Pairs(model), p => !p.Student.equal(p.Teacher).all().ToBoolean());
    }

    [Fact]
    public void TheLossIsTheMeanAbsoluteDistance()
    {
        var target = randn([2, 5, 4], generator: new Generator(4)).requires_grad_();
        Assert.Equal(0, EcgJepaModel.Distance(target, target).ToDouble());
        Assert.Equal(0.25, EcgJepaModel.Distance(target - 0.25, target).ToDouble(), 6);
        var predicted = randn([2, 5, 4], generator: new Generator(5)).requires_grad_();
        EcgJepaModel.Distance(predicted, target).backward();
        Assert.NotNull(predicted.grad);
        Assert.Null(target.grad);
    }

    [Fact]
    public void PublishedSizesAreThoseOfThePaper()
    {
        Assert.Equal(3.6e6, Parameters(EcgJepaModelConfig.ExtraSmall), 0.05e6);
        Assert.Equal(14.3e6, Parameters(EcgJepaModelConfig.Published), 0.05e6);
        Assert.Equal(85.2e6, Parameters(EcgJepaModelConfig.Base), 0.05e6);
        Assert.Equal(192, EcgJepaModelConfig.Published.Predictor.Width);
        using var _ = no_grad();
        var encoder = new PatchTransformer(Small.Encoder with { Patch = 25 });
        Assert.Equal([1, 200, 16], encoder.call(zeros(1, 12, 5000)).shape);
        Assert.Equal([1, 50, 16], encoder.call(zeros(1, 12, 1250)).shape);
        Assert.Contains("25", Assert.Throws<ArgumentException>(() => encoder.call(zeros(1, 12, 1251))).Message);
    }

    [Fact]
    public void SchedulesAndDecayedWeightsAreThoseOfThePaper()
    {
        var momentum = new LinearSchedule(0.998, 0.9995, 100_000);
        Assert.Equal(0.998, momentum.At(0), 12);
        Assert.Equal(0.9995, momentum.At(99_999), 12);
        var rate = new CosineSchedule(1e-3, 100_000, 10_000, 1e-6, 1e-6);
        Assert.Equal((1e-6, 1e-3, 1e-6), (rate.At(0), rate.At(10_000), Math.Round(rate.At(99_999), 12)));
        var decay = new CosineSchedule(0.01, 100_000, End: 0.1);
        Assert.Equal((0.01, 0.1), (Math.Round(decay.At(0), 12), Math.Round(decay.At(99_999), 12)));

        var model = Make();
        using var optimizer = model.Optimizer(1e-3, 0.1);
        var decayed = optimizer.ParamGroups.OfType<AdamW.ParamGroup>().Where(g => g.Options.weight_decay > 0).SelectMany(g => g.Parameters).ToArray();
        foreach (var (name, parameter) in model.named_parameters().Where(p => p.parameter.requires_grad))
        {
            var expected = parameter.dim() > 1 && name.EndsWith("weight", StringComparison.Ordinal) && !name.Contains("norm", StringComparison.Ordinal);
            Assert.True(expected == decayed.Any(d => ReferenceEquals(d, parameter) || d.Handle == parameter.Handle), name);
        }

        Assert.DoesNotContain(model.named_parameters(), p => p.name.EndsWith("bias", StringComparison.Ordinal)); // the paper has none
    }

    private static EcgJepaModel Make(EcgJepaModelConfig? config = null)
    {
        manual_seed(11);
        return new(config ?? Small);
    }

    private static IEnumerable<(string Name, Tensor Student, Tensor Teacher)> Pairs(EcgJepaModel model) =>
        model.Student.named_parameters().Zip(model.Teacher.named_parameters(), (s, t) => (s.name, (Tensor)s.parameter, (Tensor)t.parameter));

    // each weight counted from the shapes: building ViT-B would take 340 MB for a number
    private static double Parameters(EcgJepaModelConfig config)
    {
        var t = config.Encoder.Transformer;
        long width = t.Width;
        var block = (3 * width * width) + (width * width) + (2 * 4 * width * width) + (2 * width);
        var formula = (config.Encoder.Channels * config.Encoder.Patch * width) + (t.Depth * block) + width + (t.RegisterTokens * width);
        if (t.Width <= 192)
            Assert.Equal(new PatchTransformer(config.Encoder).parameters().Sum(p => p.numel()), formula); // the formula is that of the module
        return formula;
    }

    private static List<int> Runs(MaskPartition mask, int sample)
    {
        List<int> runs = [];
        var length = 0;
        for (var token = 0; token <= mask.Grid.Tokens; token++)
        {
            if (token < mask.Grid.Tokens && mask[sample, token])
            {
                length++;
            }
            else if (length > 0)
            {
                runs.Add(length);
                length = 0;
            }
        }

        return runs;
    }

    [Fact]
    public void SinglePatchesAreMaskedInAsManyPlacesButShorterRuns()
    {
        var config = EcgJepaModelConfig.Of(8, 1, 2, 1, patch: 20) with { MinimumBlock = 3 };
        double Run(bool isSingle)
        {
            var mask = new EcgJepaModel(config with { MasksSinglePatches = isSingle }).DrawMask(25, 200, new SeededRandom(4));
            Assert.InRange(mask.VisibleCount, 4, 7); // ceil of 15 to 25 % of 25
            var runs = Enumerable.Range(0, 200).Sum(s => Enumerable.Range(0, 25).Count(t => mask[s, t] && (t == 0 || !mask[s, t - 1])));
            return 200.0 * (25 - mask.VisibleCount) / runs;
        }

        Assert.True(Run(true) < 0.75 * Run(false), $"{Run(true)} patches a run against {Run(false)}");
    }
}
