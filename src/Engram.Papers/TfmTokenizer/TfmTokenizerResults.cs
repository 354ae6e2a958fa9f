using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.TfmTokenizer;

/// <summary>What all repetitions gave.</summary>
/// <param name="Runs">One for each set of trials.</param>
/// <param name="Recorded">One for each tokenizer of the real recording; none without it.</param>
public sealed record TfmTokenizerResults(MotifResult[] Runs, MotifRecording[]? Recorded)
{
    private const string Kappa = "Cohen's κ of five classes, 25 labelled trials";
    private const string Simulated = "simulated: motifs in 1/f noise";
    private const string AboveZero = "the interval of the difference by set lies above 0";

    /// <summary>A measure over repetitions.</summary>
    /// <param name="of">The measure.</param>
    public Estimate Over(Func<MotifResult, double> of) => Estimate.Of([.. Runs.Select(of)]);

    /// <summary>All measures.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>();
        void All(string measure, Func<MotifResult, IReadOnlyDictionary<string, double>> of)
        {
            foreach (var name in of(Runs[0]).Keys)
                metrics[$"{measure}: {name}"] = Over(r => of(r)[name]);
        }

        All("kappa", r => r.Kappa);
        All("kappa on the other device", r => r.Shifted);
        All("error of the predicted spectrogram", r => r.Error);
        All("mutual information of codes and motifs", r => r.Agreement);
        All("codes in effective use", r => r.Perplexity);
        if (Recorded is not null)
        {
            metrics["error of the predicted spectrogram, real run: both paths"] = Estimate.Of([.. Recorded.Select(r => r.Error)]);
            metrics["error of the predicted spectrogram, real run: tokens of random weights"] = Estimate.Of([.. Recorded.Select(r => r.Untrained)]);
            metrics["codes in effective use, real run: both paths"] = Estimate.Of([.. Recorded.Select(r => r.Perplexity)]);
        }

        return metrics;
    }

    /// <summary>The claims of the paper, as far as these trials can test them.</summary>
    public IReadOnlyList<Claim> Claims() =>
    [
        Better("motif tokens beat raw frames through the same transformer", "κ 0.619 against 0.559 (TUEV, LaBraM)", MotifResult.Tfm, MotifResult.Patches),
        Better("motif tokens beat k-means tokens of log spectra", "not tested", MotifResult.Tfm, MotifResult.Clusters),
        Better("telling hidden tokens first raises κ", "part of the method", MotifResult.Tfm, MotifResult.Scratch),
        Better("training the tokenizer matters: its tokens beat those of random weights", "not tested", MotifResult.Tfm, MotifResult.Untrained),
        Lower(MotifResult.Spectral, "both paths predict the spectrogram better than the spectral path alone"),
        Lower(MotifResult.Temporal, "both paths predict the spectrogram better than the temporal path alone"),
        Device(),
        Real(),
        new()
        {
            Statement = "motif tokens raise κ on real EEG", Paper = "κ 0.619 against 0.559 (TUEV, LaBraM)", Measure = "Cohen's κ", Data = "none with labels of events",
            Test = "needs recordings of many subjects with labelled events", Verdict = Verdict.NotTestableHere,
        },
    ];

    private Claim Real()
    {
        Estimate? Of(Func<MotifRecording, double> of) => Recorded is null ? null : Estimate.Of([.. Recorded.Select(of)]);
        var difference = Of(r => r.Untrained - r.Error);
        return new()
        {
            Statement = "on real single channels training the tokenizer makes its tokens predict a later run better (one subject)", Paper = "the objective", Measure = "Σ (S - Ŝ)² / Σ (S - mean S)² on run 6 (baseline: random weights)",
            Data = Recorded is null ? "no recording" : "real: eegmmidb-s001", Ours = Of(r => r.Error), Baseline = Of(r => r.Untrained), Test = "the interval of the difference by seed lies above 0",
            Verdict = Claim.Decide(difference?.Low > 0, difference),
        };
    }

    private Claim Better(string statement, string paper, string ours, string baseline)
    {
        var difference = Over(r => r.Kappa[ours] - r.Kappa[baseline]);
        return new()
        {
            Statement = statement, Paper = paper, Measure = Kappa, Data = Simulated, Ours = Over(r => r.Kappa[ours]), Baseline = Over(r => r.Kappa[baseline]),
            Test = AboveZero, Verdict = Claim.Decide(difference.Low > 0, difference),
        };
    }

    private Claim Lower(string baseline, string statement)
    {
        var difference = Over(r => r.Error[baseline] - r.Error[MotifResult.Both]);
        return new()
        {
            Statement = statement, Paper = "both paths are part of the method", Measure = "Σ (S - Ŝ)² / Σ (S - mean S)² on test trials", Data = Simulated,
            Ours = Over(r => r.Error[MotifResult.Both]), Baseline = Over(r => r.Error[baseline]), Test = AboveZero, Verdict = Claim.Decide(difference.Low > 0, difference),
        };
    }

    private Claim Device()
    {
        double Drop(MotifResult run, string method) => run.Kappa[method] - run.Shifted[method];
        var (ours, baseline) = (Over(r => Drop(r, MotifResult.Tfm)), Over(r => Drop(r, MotifResult.Patches)));
        var difference = Over(r => Drop(r, MotifResult.Patches) - Drop(r, MotifResult.Tfm));
        return new()
        {
            Statement = "motif tokens lose less than raw frames on another device", Paper = "ear-EEG sleep staging +14 % over baselines", Measure = "loss of κ on another device", Data = Simulated,
            Ours = ours, Baseline = baseline, Test = AboveZero, Verdict = Claim.Decide(difference.Low > 0, difference),
        };
    }
}
