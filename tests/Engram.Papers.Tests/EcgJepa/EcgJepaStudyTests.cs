using Engram.Data;
using Engram.Papers.EcgJepa;
using Engram.Papers.Ledger;
using Engram.Probes.Protocols;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests.EcgJepa;

/// <summary>Data, evaluation and claims of the ECG-JEPA experiment.</summary>
public class EcgJepaStudyTests
{
    private static readonly EcgJepaConfig Tiny = new()
    {
        Model = EcgJepaModelConfig.Of(8, 1, 2, 1, patch: 20) with { MinimumBlock = 3 }, Unlabelled = 40, Labelled = [40, 60], Test = 60, Steps = 3, Batch = 8,
        ProbeSteps = 2, SupervisedSteps = 2, AblationSeeds = 1,
    };

    [Fact]
    public void SimulatedLimbLeadsAreOnePlane()
    {
        var record = new SyntheticEcg12().Draw(new SeededRandom(1));
        for (var t = 0; t < record.Clean[0].Length; t++)
        {
            Assert.Equal(0, record.Clean[0][t] + record.Clean[2][t] - record.Clean[1][t], 15); // I + III - II
            Assert.Equal(0, record.Clean[3][t] + record.Clean[4][t] + record.Clean[5][t], 15); // aVR + aVL + aVF
        }
    }

    [Fact]
    public void SevenCropsOfAClassifierThatIgnoresTimeAreItsWholeOutput()
    {
        using var _ = no_grad();
        var signal = zeros(2, 12, 5000) + arange(12).reshape(1, 12, 1) + arange(2).reshape(2, 1, 1);
        var calls = 0;
        Tensor Scores(Tensor crop)
        {
            calls++;
            return crop.mean([2]).narrow(1, 0, 3);
        }

        var average = MultiCrop.Average(signal, 1250, 625, Scores);
        Assert.Equal(7, calls);
        Assert.True((average - Scores(signal.narrow(2, 0, 1250))).abs().max().ToDouble() < 1e-5);

        // the crops are those asked for: the mean of their starts is 3 strides
        var places = arange(5000).to(float32).expand(1, 1, 5000);
        Assert.Equal(1875 + 624.5, MultiCrop.Average(places, 1250, 625, crop => crop.mean([2])).ToDouble(), 0.1);
        Assert.Throws<ArgumentException>(() => MultiCrop.Average(signal, 5001, 625, Scores));
    }

    [Fact]
    public void ScalingIsPerLeadAndClips()
    {
        var signals = randn([50, 3, 200], generator: new Generator(1)) * tensor([1f, 5f, 0.1f]).reshape(1, 3, 1) + 7;
        var scaled = LeadScaling.Of(signals).Apply(signals);
        Assert.True(scaled.mean([0, 2]).abs().max().ToDouble() < 0.01);
        Assert.True((scaled.std([0, 2], unbiased: false) - 1).abs().max().ToDouble() < 0.01);
        Assert.Equal(5, LeadScaling.Of(signals).Apply(signals * 100).max().ToDouble());
        Assert.Throws<ArgumentException>(() => LeadScaling.Of(ones(4, 2, 10)));
    }

    [Fact]
    public void RepetitionsGiveTheSameBitsSideBySideAndEveryNumberIsInTheRecord()
    {
        var first = EcgJepaReproduction.Simulated(Tiny, 2);
        var again = EcgJepaReproduction.Simulated(Tiny, 2);
        Assert.Equal(first.SelectMany(r => r.Jepa.Append(r.Scratch).Append(r.FineTuned).Append(r.Shuffled)), again.SelectMany(r => r.Jepa.Append(r.Scratch).Append(r.FineTuned).Append(r.Shuffled)));
        Assert.NotEqual(first[0].Jepa, first[1].Jepa);
        var arms = EcgJepaReproduction.Arms(Tiny, first);
        Assert.Equal([EcgJepaArm.WithoutTeacher, EcgJepaArm.SinglePatches, EcgJepaArm.Autoencoder, EcgJepaArm.Autoencoder], arms.Select(a => a.Name));
        Assert.Equal([0, 0, 0, 1], arms.Select(a => a.Repetition));
        Assert.Equal(arms.SelectMany(a => a.Areas), EcgJepaReproduction.Arms(Tiny, again).SelectMany(a => a.Areas));
        Assert.Equal(4, arms.Select(a => a.History.Rows[^1].Loss).Distinct().Count());
        var results = new EcgJepaResults(Tiny, first, null, arms);
        Assert.Equal(14 + (3 * 2) + 4, results.Metrics().Count);
        Assert.All(results.Metrics(), m => Assert.True(double.IsFinite(m.Value.Mean), m.Key));
        Assert.Equal(Verdict.NotTestableHere, results.Claims()[^2].Verdict); // no real recordings here
        var last = results.Claims()[^1];
        Assert.Equal((EcgJepaResults.SamplesStatement, first.Average(r => r.Jepa[0])), (last.Statement, last.Ours!.Mean));
        Assert.Equal(4, (results with { Arms = null }).Claims().Count);
        Assert.Equal(25, first[0].PlaceCosine.Length);
    }

    [Fact]
    public void RealRecordingsLoadInOneLeadOrderAndCanBeProbed()
    {
        if (StagedData.Folder("cinc2021-12lead") is not { } folder)
            return;
        var real = RealEcgSet.Load(new(folder, ""));
        Assert.Equal([67, 12, 1000], real.Signals.shape);
        Assert.True(real.Signals.isfinite().all().ToBoolean());
        Assert.Equal([23, 15, 11], real.Labels.sum([0]).data<float>().ToArray().Select(v => (int)v));
        var limb = real.Signals.select(1, 0) + real.Signals.select(1, 2) - real.Signals.select(1, 1); // I + III - II, rounded to the files' unit
        Assert.True(limb.abs().mean().ToDouble() < 0.02, $"{limb.abs().mean().ToDouble()} mV");
        var run = EcgJepaReproduction.Simulated(Tiny, 1)[0];
        var result = RealEcgResult.Run(real, run.Trained, Tiny, 3);
        Assert.Equal(result, RealEcgResult.Run(real, run.Trained, Tiny, 3));
        Assert.True(result.Handmade > 0.6, $"{result.Handmade}"); // the rate alone tells a tachycardia
        Assert.Throws<DataException>(() => RealEcgSet.Load(new(null, "")));
    }
}
