using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.NeuroRvq;

/// <summary>What the experiments gave.</summary>
/// <param name="Experiment">Sizes.</param>
/// <param name="Simulated">1, one for each seed.</param>
/// <param name="Recorded">2, one for each seed, where there is a recording.</param>
public sealed record NeuroRvqResults(NeuroRvqExperiment Experiment, NeuroRvqSimulation[] Simulated, NeuroRvqRecording[]? Recorded)
{
    private const string Trials = "simulated: rhythms on 1/√f noise";
    private const string ErrorOf = "share of the energy that is lost";

    /// <summary>The bands, slowest first.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["delta", "theta", "alpha", "beta", "gamma"];

    /// <summary>A measure over repetitions.</summary>
    /// <typeparam name="T">Result of one repetition.</typeparam>
    /// <param name="runs">Repetitions.</param>
    /// <param name="of">The measure.</param>
    public static Estimate Over<T>(IEnumerable<T> runs, Func<T, double> of) => Estimate.Of([.. runs.Select(of)]);

    /// <summary>Error of a variant in a band.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="band">The band.</param>
    public Estimate Error(NeuroRvqVariant variant, string band) => Over(Simulated, r => r.Runs[variant].In(band));

    /// <summary>All measures.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>();
        foreach (var variant in Enum.GetValues<NeuroRvqVariant>())
        {
            foreach (var band in Bands)
                metrics[$"1 {variant}, {band}: error"] = Error(variant, band);
            metrics[$"1 {variant}, whole: error"] = Over(Simulated, r => r.Runs[variant].Error);
            metrics[$"1 {variant}, whole, scale of the training set: error"] = Over(Simulated, r => r.Runs[variant].WithCorpusScale);
            metrics[$"1 {variant}: mean perplexity of the codes"] = Over(Simulated, r => r.Runs[variant].Usage.Average(branch => branch.Average(u => u.Perplexity)));
        }

        for (var stage = 0; stage < Experiment.Model.Quantizer.Stages; stage++)
        {
            var count = stage;
            metrics[$"1 Full, first {stage + 1} stages decoded: error"] = Over(Simulated, r => r.Runs[NeuroRvqVariant.Full].ByStages[count]);
        }

        metrics["1 probe, pretrained on all stages: balanced accuracy"] = Over(Simulated, r => r.ProbeStages);
        metrics["1 probe, pretrained on one stage: balanced accuracy"] = Over(Simulated, r => r.ProbeOneStage);
        metrics["1 probe, random weights: balanced accuracy"] = Over(Simulated, r => r.ProbeRandom);
        metrics["1 probe, band power: balanced accuracy"] = Over(Simulated, r => r.ProbeBandPower);
        metrics["1 probe, shuffled labels: balanced accuracy"] = Over(Simulated, r => r.ProbeShuffled);
        foreach (var band in Recorded is null ? [] : Bands)
        {
            metrics[$"2 Full, {band}: error"] = Over(Recorded!, r => r.Full.In(band));
            metrics[$"2 SingleStage, {band}: error"] = Over(Recorded!, r => r.SingleStage.In(band));
        }

        return metrics;
    }

    /// <summary>The claims of the paper, as far as these data can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        var perBand = Bands.Select(band => Over(Simulated, r => r.Runs[NeuroRvqVariant.SingleStage].In(band) - r.Runs[NeuroRvqVariant.Full].In(band))).ToArray();
        var (one, all) = (Over(Simulated, r => r.Runs[NeuroRvqVariant.Full].ByStages[0]), Over(Simulated, r => r.Runs[NeuroRvqVariant.Full].Error));
        var falls = Simulated.All(r => r.Runs[NeuroRvqVariant.Full].ByStages.Zip(r.Runs[NeuroRvqVariant.Full].ByStages.Skip(1)).All(p => p.Second < p.First));
        var (probes, lesson) = (Over(Simulated, r => r.ProbeStages - r.ProbeOneStage), Over(Simulated, r => r.ProbeStages - r.ProbeRandom));
        return
        [
            new()
            {
                Statement = "residual stages rebuild every band better than a single stage", Paper = "lower error than LaBraM, one stage, in every band", Measure = $"{ErrorOf}, mean over bands (baseline: one stage)", Data = Trials,
                Ours = MeanError(NeuroRvqVariant.Full, Bands), Baseline = MeanError(NeuroRvqVariant.SingleStage, Bands),
                Test = "in each band the interval of the difference by seed lies above 0", Verdict = Claim.Decide(perBand.All(d => d.Low > 0), perBand),
            },
            Better("cosine and sine of the phase rebuild fast rhythms better than its angle", "motivates the loss; no figure", NeuroRvqVariant.Angle, "the angle's absolute error", ["beta", "gamma"]),
            Better("several time scales rebuild better than one with as many codes", "motivates the stem; no figure", NeuroRvqVariant.SingleScale, "one scale, as many bits", Bands),
            Better("amplitude and phase in the loss rebuild fast rhythms better than the waveform alone", "motivates the loss; no figure", NeuroRvqVariant.WaveformOnly, "waveform alone", ["beta", "gamma"]),
            Better("stages of unit codes, as the released code has them, rebuild as well as classical residual stages", "not compared", NeuroRvqVariant.UnitNorm, "unit codes", Bands, isReversed: true),
            new()
            {
                Statement = "the error falls with every stage that is decoded", Paper = "follows from residual quantisation", Measure = $"{ErrorOf} (baseline: the first stage alone)", Data = Trials,
                Ours = all, Baseline = one, Test = "every stage lowers it, in every repetition", Verdict = Claim.Decide(falls, all, one),
            },
            new()
            {
                Statement = "codes of residual stages teach an encoder at least as well as those of one stage", Paper = "0.749 mean accuracy against 0.686 (LaBraM), five tasks", Measure = "balanced accuracy of a linear probe after pretraining, four classes (baseline: one stage)", Data = Trials,
                Ours = Over(Simulated, r => r.ProbeStages), Baseline = Over(Simulated, r => r.ProbeOneStage),
                Test = "needs pretraining that beats random weights (interval of that difference above 0); then the interval of the difference by seed lies above -0.05",
                Verdict = lesson.Low > 0 ? Claim.Decide(probes.Low > -0.05, probes) : Verdict.NotTestableHere,
            },
            new()
            {
                Statement = "residual stages rebuild real EEG better than a single stage", Paper = "lower error than LaBraM, one stage, in every band", Measure = $"{ErrorOf}, mean over bands (baseline: one stage)", Data = Recorded is null ? "no recording" : "real: eegmmidb-s001",
                Ours = Recorded is null ? null : Over(Recorded, r => Bands.Average(r.Full.In)), Baseline = Recorded is null ? null : Over(Recorded, r => Bands.Average(r.SingleStage.In)),
                Test = "needs several subjects; the intervals here are over weights and batches", Verdict = Verdict.NotTestableHere,
            },
        ];
    }

    private Estimate MeanError(NeuroRvqVariant variant, IReadOnlyList<string> bands) => Over(Simulated, r => bands.Average(r.Runs[variant].In));

    private Claim Better(string statement, string paper, NeuroRvqVariant other, string name, IReadOnlyList<string> bands, bool isReversed = false)
    {
        var gain = Over(Simulated, r => bands.Average(r.Runs[other].In) - bands.Average(r.Runs[NeuroRvqVariant.Full].In));
        var (ours, theirs) = (MeanError(NeuroRvqVariant.Full, bands), MeanError(other, bands));
        return new()
        {
            Statement = statement, Paper = paper, Measure = $"{ErrorOf}, mean over {(bands.Count == Bands.Count ? "bands" : string.Join(" and ", bands))} (baseline: {(isReversed ? "classical stages" : name)})", Data = Trials,
            Ours = isReversed ? theirs : ours, Baseline = isReversed ? ours : theirs,
            Test = isReversed ? "the interval of the difference by seed lies below 0.02" : "the interval of the difference by seed lies above 0",
            Verdict = Claim.Decide(isReversed ? gain.High < 0.02 : gain.Low > 0, gain),
        };
    }
}
