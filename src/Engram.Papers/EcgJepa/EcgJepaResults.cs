using Engram.Modeling.Training;
using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.EcgJepa;

/// <summary>What the parts of the experiment gave.</summary>
/// <param name="Config">Sizes.</param>
/// <param name="Runs">1, one for each seed.</param>
/// <param name="Real">2, one for each seed, where there are real recordings.</param>
/// <param name="Arms">3, other pretrainings, where they were made.</param>
public sealed record EcgJepaResults(EcgJepaConfig Config, EcgJepaResult[] Runs, RealEcgResult[]? Real, EcgJepaArm[]? Arms = null)
{
    /// <summary>The claim that part 3 decides.</summary>
    public const string SamplesStatement = "predicting features beats predicting samples";

    private const string Rank = "effective_rank";
    private const string Deviation = "feature_deviation";
    private const string Area = "macro area under the ROC curve";
    private const string Simulated = "simulated: SyntheticEcg12";
    private const double Margin = 0.03; // what the design asks of frozen features

    /// <summary>The teacher's effective rank by step.</summary>
    /// <param name="history">A pretraining.</param>
    public static (double[] Steps, double[] Ranks) Ranks(TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var rows = history.Rows.Where(r => r.Terms.ContainsKey(Rank)).ToArray();
        return ([.. rows.Select(r => (double)r.Step)], [.. rows.Select(r => r.Terms[Rank])]);
    }

    /// <summary>Name of an arm's measure.</summary>
    /// <param name="arm">Name of the arm.</param>
    /// <param name="labels">Labelled recordings.</param>
    public static string ArmArea(string arm, int labels) => $"3 {arm} frozen, {labels} labels: area";

    /// <summary>All measures.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>();
        for (var i = 0; i < Config.Labelled.Length; i++)
        {
            var at = i;
            metrics[$"1 JEPA frozen, {Config.Labelled[i]} labels: area"] = Over(r => r.Jepa[at]);
            metrics[$"1 random weights frozen, {Config.Labelled[i]} labels: area"] = Over(r => r.Untrained[at]);
            metrics[$"1 band power and RR, {Config.Labelled[i]} labels: area"] = Over(r => r.Handmade[at]);
        }

        metrics[$"1 from scratch, {Config.Labelled[0]} labels: area"] = Over(r => r.Scratch);
        metrics[$"1 JEPA fine-tuned, {Config.Labelled[0]} labels: area"] = Over(r => r.FineTuned);
        metrics[$"1 JEPA frozen, {Config.Labelled[^1]} labels, seven crops: area"] = Over(r => r.Crops);
        metrics[$"1 JEPA frozen, {Config.Labelled[^1]} shuffled labels: area"] = Over(r => r.Shuffled);
        metrics["1 prediction of masked features: cosine"] = Over(r => r.PlaceCosine.Average());
        metrics["1 mean feature of the place: cosine"] = Over(r => r.MeanCosine.Average());
        metrics["1 teacher's features: effective rank"] = Over(r => Ranks(r.History).Ranks[^1]);
        metrics["1 teacher's features: deviation"] = Over(r => r.History.Rows[^1].Terms[Deviation]);
        foreach (var arm in Arms?.GroupBy(a => a.Name) ?? [])
        {
            for (var i = 0; i < Config.Labelled.Length; i++)
                metrics[ArmArea(arm.Key, Config.Labelled[i])] = Estimate.Of([.. arm.Select(a => a.Areas[i])]);
            if (arm.Key == EcgJepaArm.Autoencoder)
                continue; // it has no teacher to watch
            metrics[$"3 {arm.Key}: effective rank"] = Estimate.Of([.. arm.Select(a => Ranks(a.History).Ranks[^1])]);
            metrics[$"3 {arm.Key}: deviation"] = Estimate.Of([.. arm.Select(a => a.History.Rows[^1].Terms[Deviation])]);
        }

        if (Real is null)
            return metrics;
        metrics["2 JEPA frozen: area"] = Estimate.Of([.. Real.Select(r => r.Jepa)]);
        metrics["2 random weights frozen: area"] = Estimate.Of([.. Real.Select(r => r.Untrained)]);
        metrics["2 band power and RR: area"] = Estimate.Of([.. Real.Select(r => r.Handmade)]);
        return metrics;
    }

    /// <summary>The claims of the paper, as far as these data can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        var (few, many) = (Config.Labelled[0], Config.Labelled[^1]);
        var (gainOfFew, gainOfMany) = (Over(r => r.Jepa[0] - r.Untrained[0]), Over(r => r.Jepa[^1] - r.Untrained[^1]));
        var gainOverScratch = Over(r => r.FineTuned - r.Scratch);
        var (real, untrained, realGain) = (OverReal(r => r.Jepa), OverReal(r => r.Untrained), OverReal(r => r.Jepa - r.Untrained));
        return
        [
            new()
            {
                Statement = "with few labels, frozen JEPA features beat random weights", Paper = "0.938 against 0.833 (PTB-XL, ViT-S)", Measure = $"{Area}, {few} labels", Data = Simulated,
                Ours = Over(r => r.Jepa[0]), Baseline = Over(r => r.Untrained[0]), Test = "the interval of the difference by seed lies above 0.03", Verdict = Claim.Decide(gainOfFew.Low > Margin, gainOfFew),
            },
            new()
            {
                Statement = "they still do with many labels", Paper = "0.938 against 0.833 (PTB-XL, ViT-S)", Measure = $"{Area}, {many} labels", Data = Simulated,
                Ours = Over(r => r.Jepa[^1]), Baseline = Over(r => r.Untrained[^1]), Test = "the interval of the difference by seed lies above 0.03", Verdict = Claim.Decide(gainOfMany.Low > Margin, gainOfMany),
            },
            new()
            {
                Statement = "fine-tuned from JEPA beats trained from scratch", Paper = "0.945 against 0.883 (PTB-XL, ViT-S)", Measure = $"{Area}, {few} labels", Data = Simulated,
                Ours = Over(r => r.FineTuned), Baseline = Over(r => r.Scratch), Test = "the interval of the difference by seed lies above 0", Verdict = Claim.Decide(gainOverScratch.Low > 0, gainOverScratch),
            },
            new()
            {
                Statement = "features learned from simulated recordings beat random weights on real ones", Paper = "no figure; the paper pretrains on a million real recordings", Measure = $"{Area}, held-out patients",
                Data = Real is null ? "no recordings" : "real: cinc2021-12lead", Ours = real, Baseline = untrained, Test = "the interval of the difference by seed lies above 0", Verdict = Claim.Decide(realGain?.Low > 0, realGain),
            },
            .. Arms is null ? [] : (Claim[])[OverSamples(Arms)],
        ];
    }

    // every repetition has its masked autoencoder
    private Claim OverSamples(EcgJepaArm[] arms)
    {
        var rivals = arms.Where(a => a.Name == EcgJepaArm.Autoencoder).OrderBy(a => a.Repetition).ToArray();
        var gain = Estimate.Of([.. rivals.Select(a => Runs[a.Repetition].Jepa[0] - a.Areas[0])]);
        return new()
        {
            Statement = SamplesStatement, Paper = "0.928 against 0.838 (ST-MEM's task, frozen)", Measure = $"{Area}, {Config.Labelled[0]} labels (baseline: masked autoencoder)", Data = Simulated,
            Ours = Over(r => r.Jepa[0]), Baseline = Estimate.Of([.. rivals.Select(a => a.Areas[0])]), Test = "the interval of the difference by seed lies above 0", Verdict = Claim.Decide(gain.Low > 0, gain),
        };
    }

    private Estimate Over(Func<EcgJepaResult, double> of) => EcgJepaResult.Over(Runs, of);

    private Estimate? OverReal(Func<RealEcgResult, double> of) => Real is null ? null : Estimate.Of([.. Real.Select(of)]);
}
