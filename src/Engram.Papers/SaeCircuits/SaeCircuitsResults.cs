using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.SaeCircuits;

/// <summary>What the three parts of the experiment gave.</summary>
/// <param name="Config">Sizes.</param>
/// <param name="Planted">1, one for each world.</param>
/// <param name="Linked">2, one for each world.</param>
/// <param name="Induction">3, one for each model.</param>
public sealed record SaeCircuitsResults(SaeCircuitsConfig Config, PlantedResult[] Planted, LinkedResult[] Linked, InductionResult[] Induction)
{
    private const string Area = "area under the ROC curve";
    private const string Trained = "simulated: two-layer model trained on repeated sequences";
    private const string AboveZero = "the interval of the difference by world lies above 0";

    /// <summary>A measure over repetitions.</summary>
    /// <typeparam name="T">Result of one repetition.</typeparam>
    /// <param name="runs">Repetitions.</param>
    /// <param name="of">The measure.</param>
    public static Estimate Over<T>(IEnumerable<T> runs, Func<T, double> of) => Estimate.Of([.. runs.Select(of)]);

    /// <summary>All measures.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>
        {
            ["1 unique codes: area"] = Over(Planted, r => r.Node),
            ["1 heads of unique pairs: area"] = Over(Planted, r => r.OfPairs),
            ["1 untrained: area"] = Over(Planted, r => r.Untrained),
            ["1 difference of means: area"] = Over(Planted, r => r.MeanDifference),
            ["1 shuffled classes: area"] = Over(Planted, r => r.Shuffled),
            ["1 strong noise, unique codes: area"] = Over(Planted, r => r.StrongNode),
            ["1 strong noise, untrained: area"] = Over(Planted, r => r.StrongUntrained),
            ["1 strong noise, difference of means: area"] = Over(Planted, r => r.StrongMeanDifference),
        };
        Sweep(metrics, "training examples", Config.ExampleSweep, r => r.ByExamples);
        Sweep(metrics, "features", Config.WidthSweep, r => r.ByWidth);
        Sweep(metrics, "lambda", Config.L1Sweep, r => r.ByL1);
        metrics["2 pairs by unique pairs: area"] = Over(Linked, r => r.Pairs);
        metrics["2 pairs by unique codes: area"] = Over(Linked, r => r.PairsByNodes);
        metrics["2 heads by unique codes: area"] = Over(Linked, r => r.Nodes);
        metrics["2 heads of unique pairs: area"] = Over(Linked, r => r.HeadsOfPairs);
        metrics["3 loss on repeated tokens (nats)"] = Over(Induction, r => r.Loss);
        foreach (var (name, truth) in new (string, Func<InductionResult, int[]>)[] { ("loss", r => r.LossTruth), ("margin", r => r.MarginTruth) })
        {
            metrics[$"3 heads that the {name} needs"] = Over(Induction, r => truth(r).Sum());
            metrics[$"3 {name}, unique codes: area"] = Over(Induction, r => InductionResult.Area(r.Scores.Nodes, truth(r)));
            metrics[$"3 {name}, unique codes: F1"] = Over(Induction, r => PrecisionRecall.AtTop(r.Scores.Nodes, truth(r), truth(r).Sum()).F1);
            metrics[$"3 {name}, heads of unique pairs: area"] = Over(Induction, r => InductionResult.Area(r.Scores.OfPairs, truth(r)));
            metrics[$"3 {name}, untrained: area"] = Over(Induction, r => InductionResult.Area(r.Scores.Untrained, truth(r)));
            metrics[$"3 {name}, difference of means: area"] = Over(Induction, r => InductionResult.Area(r.Scores.MeanDifference, truth(r)));
            metrics[$"3 {name}, difference of means: F1"] = Over(Induction, r => PrecisionRecall.AtTop(r.Scores.MeanDifference, truth(r), truth(r).Sum()).F1);
            metrics[$"3 {name}, attribution patching: area"] = Over(Induction, r => InductionResult.Area(r.Patching, truth(r)));
            metrics[$"3 {name}, unique codes at the last position: area"] = Over(Induction, r => InductionResult.Area(r.LastPosition, truth(r)));
            metrics[$"3 {name}, shuffled classes: area"] = Over(Induction, r => InductionResult.Area(r.Shuffled, truth(r)));
        }

        return metrics;
    }

    /// <summary>The claims of the paper, as far as these data can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        var (node, means, gain) = (Over(Planted, r => r.Node), Over(Planted, r => r.MeanDifference), Over(Planted, r => r.Node - r.MeanDifference));
        var (ten, half) = (Array.IndexOf(Config.ExampleSweep, 10), Config.ExampleSweep.Length - 1);
        var fewer = Over(Planted, r => r.ByExamples[ten] - r.ByExamples[half]);
        var wider = Over(Planted, r => r.ByWidth[^1] - r.ByWidth[0]);
        var trained = Over(Planted, r => r.StrongNode - r.StrongUntrained);
        var linked = Over(Linked, r => r.Pairs - r.PairsByNodes);
        return
        [
            new()
            {
                Statement = "codes seen only in positives find heads that a difference of means does not", Paper = "0.868 ± 0.008 (IOI, nodes); baselines below", Measure = Area + " (baseline: difference of means)", Data = "simulated: planted heads",
                Ours = node, Baseline = means, Test = AboveZero, Verdict = Claim.Decide(gain.Low > 0, gain),
            },
            new()
            {
                Statement = "ten training examples do as well as a hundred", Paper = "0.86 with 5 to 10, 0.68 with 250 (greater-than)", Measure = Area + ", strong noise (baseline: 100 examples)", Data = "simulated: planted heads",
                Ours = Over(Planted, r => r.ByExamples[ten]), Baseline = Over(Planted, r => r.ByExamples[half]), Test = "the interval of the difference by world lies above -0.05", Verdict = Claim.Decide(fewer.Low > -0.05, fewer),
            },
            new()
            {
                Statement = "more features find more", Paper = "0.55 with 5 features, 0.85 with 250 (greater-than)", Measure = $"{Area}, strong noise, {Config.WidthSweep[^1]} features (baseline: {Config.WidthSweep[0]})", Data = "simulated: planted heads",
                Ours = Over(Planted, r => r.ByWidth[^1]), Baseline = Over(Planted, r => r.ByWidth[0]), Test = AboveZero, Verdict = Claim.Decide(wider.Low > 0, wider),
            },
            new()
            {
                Statement = "training the autoencoder finds more than random directions", Paper = "implied, not tested", Measure = Area + ", strong noise (baseline: untrained)", Data = "simulated: planted heads",
                Ours = Over(Planted, r => r.StrongNode), Baseline = Over(Planted, r => r.StrongUntrained), Test = AboveZero, Verdict = Claim.Decide(trained.Low > 0, trained),
            },
            new()
            {
                Statement = "pairs of codes find links that no head shows alone", Paper = "0.840 ± 0.024 (IOI, edges)", Measure = Area + " of pairs (baseline: sum of the heads' own scores)", Data = "simulated: linked heads",
                Ours = Over(Linked, r => r.Pairs), Baseline = Over(Linked, r => r.PairsByNodes), Test = AboveZero, Verdict = Claim.Decide(linked.Low > 0, linked),
            },
            OnTheModel("the codes find the heads that a trained model needs better than a difference of means", "difference of means", r => r.Scores.MeanDifference),
            OnTheModel("they find them because of the task", "classes dealt at random", r => r.Shuffled),
        ];
    }

    private Claim OnTheModel(string statement, string name, Func<InductionResult, double[]> scores)
    {
        double Ours(InductionResult r) => InductionResult.Area(r.Scores.Nodes, r.MarginTruth);
        double Theirs(InductionResult r) => InductionResult.Area(scores(r), r.MarginTruth);
        var gain = Over(Induction, r => Ours(r) - Theirs(r));
        return new()
        {
            Statement = statement, Paper = "0.855 ± 0.036 (greater-than, nodes); baselines below", Measure = $"{Area}, truth: mean-ablation (baseline: {name})", Data = Trained,
            Ours = Over(Induction, Ours), Baseline = Over(Induction, Theirs), Test = AboveZero, Verdict = Claim.Decide(gain.Low > 0, gain),
        };
    }

    private void Sweep<T>(Dictionary<string, Estimate> metrics, string name, T[] values, Func<PlantedResult, double[]> of)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var at = i;
            metrics[string.Create(System.Globalization.CultureInfo.InvariantCulture, $"1 strong noise, {values[i]} {name}: area")] = Over(Planted, r => of(r)[at]);
        }
    }
}
