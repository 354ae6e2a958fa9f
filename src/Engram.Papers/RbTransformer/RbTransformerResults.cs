using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.RbTransformer;

/// <summary>What the experiments gave.</summary>
/// <param name="Interaction">1 and 2, one for each seed.</param>
/// <param name="Recorded">3, one for each seed, where there is a recording.</param>
public sealed record RbTransformerResults(RbTransformerInteraction[] Interaction, RbTransformerRecording[]? Recorded)
{
    private const string Accuracy = "balanced accuracy on windows of unseen trials";
    private const string Trials = "simulated: the class is an interaction, planted with 3 times the amplitude";

    /// <summary>Name and value of every method, in the order of the pictures.</summary>
    public static IReadOnlyList<(string Name, Func<RbTransformerInteraction, double> Score)> Methods { get; } =
    [
        ("full model", r => r.Full), ("no attention", r => r.NoAttention), ("no identity", r => r.NoIdentity), ("perceptron", r => r.Perceptron),
        ("logistic", r => r.Logistic), ("no baseline correction", r => r.Uncorrected), ("untrained model, logistic", r => r.Untrained),
    ];

    /// <summary>A measure over repetitions.</summary>
    /// <typeparam name="T">Result of one repetition.</typeparam>
    /// <param name="runs">Repetitions.</param>
    /// <param name="of">The measure.</param>
    public static Estimate Over<T>(IEnumerable<T> runs, Func<T, double> of) => Estimate.Of([.. runs.Select(of)]);

    /// <summary>All measures.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = Methods.ToDictionary(m => $"1 {m.Name}: balanced accuracy", m => Over(Interaction, m.Score));
        metrics["2 meaningless labels, windows shuffled: balanced accuracy"] = Over(Interaction, r => r.ShuffledWindows);
        metrics["2 meaningless labels, grouped by trial: balanced accuracy"] = Over(Interaction, r => r.GroupedTrials);
        if (Recorded is not null)
        {
            metrics["3 full model: balanced accuracy"] = Over(Recorded, r => r.Full);
            metrics["3 logistic: balanced accuracy"] = Over(Recorded, r => r.Logistic);
        }

        return metrics;
    }

    /// <summary>The claims of the paper, as far as these data can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        var (shuffled, grouped) = (Over(Interaction, r => r.ShuffledWindows), Over(Interaction, r => r.GroupedTrials));
        return
        [
            Better("electrodes have to attend to each other", "99.74 ± 0.06 against 68.82 ± 0.26 (DREAMER, arousal)", "no attention", r => r.NoAttention, 0.2),
            Better("what they tell together is more than the sum of what each tells", "follows from the claim", "logistic regression", r => r.Logistic, 0.2),
            Better("each electrode needs its identity", "99.74 ± 0.06 against 98.63 ± 0.17 (DREAMER, arousal)", "no identity", r => r.NoIdentity, 0),
            Better("attention beats dense layers on the same features", "implied by the comparison with other networks", "perceptron of equal size", r => r.Perceptron, 0),
            Better("taking the baseline away helps", "part of the method; no figure", "entropies as they are", r => r.Uncorrected, 0),
            new()
            {
                Statement = "the published split measures memory of trials: it finds labels that mean nothing", Paper = "99.5 to 99.9 with windows of a trial on both sides", Measure = "balanced accuracy, labels dealt to trials at random, windows shuffled (baseline: split by trial)", Data = Trials,
                Ours = shuffled, Baseline = grouped, Test = "the interval of shuffled windows lies above 0.6, the mean by trial within 0.1 of chance",
                Verdict = Claim.Decide(shuffled.Low > 0.6 && Math.Abs(grouped.Mean - 0.5) < 0.1, shuffled, grouped),
            },
            new()
            {
                Statement = "the model beats logistic regression on real EEG", Paper = "state of the art on DEAP, DREAMER and SEED", Measure = "balanced accuracy, fists against feet, each run tests once (baseline: logistic regression)", Data = Recorded is null ? "no recording" : "real: eegmmidb-s001",
                Ours = Recorded is null ? null : Over(Recorded, r => r.Full), Baseline = Recorded is null ? null : Over(Recorded, r => r.Logistic),
                Test = "needs several subjects; the intervals here are over weights and batches", Verdict = Verdict.NotTestableHere,
            },
        ];
    }

    private Claim Better(string statement, string paper, string name, Func<RbTransformerInteraction, double> other, double margin)
    {
        var gain = Over(Interaction, r => r.Full - other(r));
        return new()
        {
            Statement = statement, Paper = paper, Measure = $"{Accuracy} (baseline: {name})", Data = Trials, Ours = Over(Interaction, r => r.Full), Baseline = Over(Interaction, other),
            Test = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the interval of the difference by seed lies above {margin:0.##}"), Verdict = Claim.Decide(gain.Low > margin, gain),
        };
    }
}
