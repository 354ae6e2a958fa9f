using Engram.Papers.EcgJepa;
using Engram.Papers.Ledger;
using Engram.Papers.WearEcg;
using Engram.Signals.Cardiac;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests.WearEcg;

/// <summary>Data, baselines and claims of the WearECG experiment.</summary>
public class WearEcgStudyTests
{
    private static readonly WearEcgConfig Tiny = new() { Model = WearEcgModelConfig.Of(4, 2, 1), Train = 60, Test = 36, Steps = 2, Batch = 8, ClassifierSteps = 2, PosteriorSamples = 3, ArmSeeds = 1 };

    [Fact]
    public void ExchangedLimbLeadsAreSeenByTheResidual()
    {
        var leads = new SyntheticEcg12().Draw(new SeededRandom(1)).Clean;
        Assert.Equal(0, LimbLeads.Residual(leads), 15);
        var derived = LimbLeads.Derive(leads[0], leads[1]);
        for (var lead = 0; lead < 6; lead++)
            Assert.True(derived[lead].Zip(leads[lead], (a, b) => Math.Abs(a - b)).Max() < 1e-15);
        (leads[4], leads[5]) = (leads[5], leads[4]); // MIMIC's order for PTB-XL's
        Assert.True(LimbLeads.Residual(leads) > 1e-5);
        Assert.Throws<ArgumentException>(() => LimbLeads.Residual(leads[..5]));
        Assert.Throws<ArgumentException>(() => LimbLeads.Derive([1.0], [1.0, 2.0]));
    }

    [Fact]
    public void RidgeIsExactOnAPureDipoleOfOneBody()
    {
        var random = new SeededRandom(2);
        var generator = new SyntheticEcg12 { LeadPerturbation = 0, Duration = 5 };
        var signals = EcgSet.ToTensor([.. Enumerable.Range(0, 30).Select(i => generator.Generate(EcgRhythm.Sinus, (EcgMorphology)(1 << (i % 6)), random).Clean)]);
        var (train, test) = (signals.narrow(0, 0, 20), signals.narrow(0, 20, 10));
        var errors = LeadErrors.Of(new LinearLeadReconstructor(train * 100, [1, 6, 10], 0).Apply(test * 100), test * 100, [1, 6, 10]); // ridge's penalty sees the unit
        Assert.All(errors.Determination, r => Assert.True(r > 0.999, $"{r}"));

        var local = EcgSet.ToTensor([.. Enumerable.Range(0, 30).Select(i => (generator with { LocalSource = new(EcgRegion.Anterior, 0.1 + (0.3 * i / 29)) }).Generate(EcgRhythm.Sinus, EcgMorphology.None, random).Clean)]);
        var broken = LeadErrors.Of(new LinearLeadReconstructor(local * 100, [1, 6, 10], 0).Apply(local * 100), local * 100, [1, 6, 10]);
        Assert.True(broken.Determination[8] < 0.999, $"{broken.Determination[8]}"); // V3 lies over the source
    }

    [Fact]
    public void ALocalSourceIsSeenByItsOwnElectrodesAndKeepsTheIdentities()
    {
        var plain = new SyntheticEcg12 { Duration = 5 };
        double[][] Leads(EcgLocalSource? source) => (plain with { LocalSource = source }).Generate(EcgRhythm.Sinus, EcgMorphology.None, new SeededRandom(3)).Clean;
        var none = Leads(null);
        foreach (var (region, near) in ((EcgRegion, int[])[])[(EcgRegion.Anterior, [7, 8, 9]), (EcgRegion.Inferior, [1, 2, 5]), (EcgRegion.Lateral, [0, 2, 4, 11])])
        {
            var weak = Leads(new(region, 1e-4));
            var changes = Enumerable.Range(0, 12).Select(l => weak[l].Zip(none[l], (a, b) => Math.Abs(a - b)).Max()).ToArray();
            Assert.Equal(near.Order(), Enumerable.Range(0, 12).OrderByDescending(l => changes[l]).Take(near.Length).Order());
            Assert.Equal(0, LimbLeads.Residual(weak), 15);
        }

        // strength is read from distant leads by its square: twice the source, four times the change of V1
        double Far(double strength) => Leads(new(EcgRegion.Lateral, strength))[6].Zip(none[6], (a, b) => Math.Abs(a - b)).Max();
        Assert.Equal(4, Far(0.02) / Far(0.01), 0.05);
    }

    [Fact]
    public void ErrorsAreThoseOfUnmeasuredLeads()
    {
        var truth = randn([5, 12, HeartbeatSet.Length], generator: new Generator(1));
        var rebuilt = truth + (tensor(Enumerable.Range(0, 12).Select(l => l is 1 or 6 or 10 ? 9f : l < 6 ? 0.1f : 0.2f).ToArray()).reshape(1, 12, 1));
        var errors = LeadErrors.Of(rebuilt, truth, [1, 6, 10]);
        Assert.Equal(0.01, errors.Limb, 6);
        Assert.Equal(0.04, errors.Precordial, 6);
        Assert.Equal(((5 * 0.01) + (4 * 0.04)) / 9, errors.MeanSquared, 6);
        Assert.Equal(((5 * 0.1) + (4 * 0.2)) / 9, errors.MeanAbsolute, 6);
        Assert.Equal(errors.MeanAbsolute, errors.Segment, 6);
        Assert.Equal(1 - (0.01 / truth.select(1, 0).to(float64).var(false).ToDouble()), errors.Determination[0], 5);
    }

    [Fact]
    public void RepetitionsGiveTheSameBitsSideBySideAndEveryNumberIsInTheRecord()
    {
        var first = WearEcgReproduction.Simulated(Tiny, 2);
        var again = WearEcgReproduction.Simulated(Tiny, 2);
        Assert.Equal(first.SelectMany(r => r.Errors.Values.Select(e => e.MeanSquared).Concat(r.Areas.Values).Concat(r.Distances.Values)), again.SelectMany(r => r.Errors.Values.Select(e => e.MeanSquared).Concat(r.Areas.Values).Concat(r.Distances.Values)));
        Assert.NotEqual(first[0].Areas, first[1].Areas);
        Assert.True(first[0].DerivedResidual < 1e-6);
        var arms = WearEcgReproduction.Arms(Tiny, first);
        Assert.Equal(WearEcgArm.Names, arms.Select(a => a.Name));
        Assert.Equal(arms.Select(a => a.InInfarcts.MeanSquared), WearEcgReproduction.Arms(Tiny, again).Select(a => a.InInfarcts.MeanSquared));
        Assert.Equal(3, arms.Select(a => a.Errors.MeanSquared).Append(first[0].Errors[WearEcgResult.Autoencoder].MeanSquared).Distinct().Count() - 1);
        var results = new WearEcgResults(Tiny, first, null, arms);
        Assert.Equal((6 * 6) + 5 + 3 + 2 + (3 * 3), results.Metrics().Count);
        Assert.All(results.Metrics(), m => Assert.True(double.IsFinite(m.Value.Mean), m.Key));
        Assert.Equal([Verdict.NotTestableHere, Verdict.NotTestableHere], results.Claims().TakeLast(2).Select(c => c.Verdict)); // no real recordings, and one seed of arms
        Assert.Equal(first[0].Errors[WearEcgResult.Autoencoder].MeanSquared * 1e3, results.Claims()[^1].Ours!.Mean, 9);
        Assert.Equal(5, (results with { Arms = null }).Claims().Count);
    }

    [Fact]
    public void RealWindowsStandOnABeat()
    {
        if (StagedData.Folder("cinc2021-12lead") is not { } folder)
            return;
        var windows = RealLeadResult.Windows(RealEcgSet.Load(new(folder, "")).Signals);
        Assert.Equal([67, 12, HeartbeatSet.Length], windows.shape);
        Assert.True(windows.mean([2]).abs().max().ToDouble() < 1e-5);
        var slope = windows.select(1, 1).diff(dim: 1).abs();
        var near = slope.narrow(1, (HeartbeatSet.Length / 2) - 12, 24).amax([1]) >= slope.amax([1]) * 0.5;
        Assert.True(near.sum().ToInt64() > 55, $"{near.sum().ToInt64()} of 67");
    }
}
