using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.AugmentedCovariance;

/// <summary>All comparisons of the experiment.</summary>
/// <param name="Reversed">A, one for each seed.</param>
/// <param name="WithLag">B with a delay, one for each seed and subject.</param>
/// <param name="WithoutLag">B without.</param>
/// <param name="Fists">C, left against right fist, where there is a recording.</param>
/// <param name="Feet">C, fists against feet, where there is a recording.</param>
public sealed record AugmentedCovarianceResults(MethodScores[] Reversed, MethodScores[] WithLag, MethodScores[] WithoutLag, MethodScores[]? Fists, MethodScores[]? Feet)
{
    private const string Area = "area under the ROC curve, tangent space + SVM";

    /// <summary>Name and value of every method, in the order of the pictures.</summary>
    public static IReadOnlyList<(string Name, Func<MethodScores, double> Score)> Methods { get; } =
    [
        ("SCM + MDM", m => m.ScmMdm), ("SCM + tangent SVM", m => m.ScmSvm), ("ACM + MDM", m => m.AcmMdm),
        ("ACM + tangent SVM", m => m.AcmSvm), ("ACM, random p and τ", m => m.RandomSvm), ("ACM, shuffled labels", m => m.ShuffledSvm),
    ];

    /// <summary>A measure over repetitions.</summary>
    /// <param name="runs">Repetitions.</param>
    /// <param name="score">The measure.</param>
    public static Estimate Over(IEnumerable<MethodScores> runs, Func<MethodScores, double> score) => Estimate.Of([.. runs.Select(score)]);

    /// <summary>Every method on every set.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>();
        (string Set, MethodScores[]? Runs)[] sets = [("A reversed time", Reversed), ("B with delay", WithLag), ("B without delay", WithoutLag), ("C fists", Fists), ("C feet", Feet)];
        foreach (var (set, runs) in sets)
        {
            foreach (var (name, score) in runs is null ? [] : Methods)
                metrics[$"{set}: {name}"] = Over(runs!, score);
        }

        return metrics;
    }

    /// <summary>The claims of the paper, as far as these sets can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        var (acm, scm) = (Over(Reversed, m => m.AcmSvm), Over(Reversed, m => m.ScmSvm));
        var (with, without) = (Over(WithLag, m => m.AcmSvm - m.ScmSvm), Over(WithoutLag, m => m.AcmSvm - m.ScmSvm));
        return
        [
            new()
            {
                Statement = "ACM sees the direction of time, SCM cannot", Paper = "follows from the method", Measure = Area, Data = "simulated: reversed time",
                Ours = acm, Baseline = scm, Test = "ACM's interval lies above 0.9 and SCM's mean within 0.1 of chance",
                Verdict = Claim.Decide(acm.Low > 0.9 && Math.Abs(scm.Mean - 0.5) < 0.1, acm, scm),
            },
            new()
            {
                Statement = "ACM gains where there is a lag effect", Paper = "0.917 against 0.883 (BNCI2014-001, left/right)", Measure = "ACM - SCM, " + Area, Data = "simulated: wave with a delay",
                Ours = with, Test = "the gain's interval lies above 0", Verdict = Claim.Decide(with.Low > 0, with),
            },
            new()
            {
                Statement = "without a lag effect there is no gain", Paper = "not tested", Measure = "ACM - SCM, " + Area, Data = "simulated: wave without a delay",
                Ours = without, Baseline = with, Test = "the gain's interval reaches 0 or lies below it, and its mean is below the gain with a delay",
                Verdict = Claim.Decide(without.Low <= 0 && without.Mean < with.Mean, without, with),
            },
            Recorded("ACM beats SCM on real EEG, left/right fist", "0.917 against 0.883 (BNCI2014-001, left/right)", Fists),
            Recorded("ACM beats SCM on real EEG, fists/feet", "0.974 against 0.950 (BNCI2014-001, right hand/feet)", Feet),
        ];
    }

    // One subject cannot decide a claim about subjects: the numbers are shown, the verdict stays open.
    private static Claim Recorded(string statement, string paper, MethodScores[]? runs) => new()
    {
        Statement = statement, Paper = paper, Measure = Area, Data = runs is null ? "no recording" : "real: eegmmidb-s001",
        Ours = runs is null ? null : Over(runs, m => m.AcmSvm), Baseline = runs is null ? null : Over(runs, m => m.ScmSvm),
        Test = "needs several subjects; the intervals here are over seeds of the inner search", Verdict = Verdict.NotTestableHere,
    };
}
