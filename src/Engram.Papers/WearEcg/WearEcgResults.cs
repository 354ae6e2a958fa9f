using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.WearEcg;

/// <summary>What the parts of the experiment gave.</summary>
/// <param name="Config">Sizes.</param>
/// <param name="Runs">1, one for each seed.</param>
/// <param name="Real">2, one for each seed, where there are real recordings.</param>
/// <param name="Arms">3, other autoencoders, where they were made.</param>
public sealed record WearEcgResults(WearEcgConfig Config, WearEcgResult[] Runs, RealLeadResult[]? Real, WearEcgArm[]? Arms = null)
{
    /// <summary>The claim that part 3 decides.</summary>
    public const string MaskStatement = "where the mask is forgotten, as in the released scripts, the error looks smaller than it is";

    private const string Simulated = "simulated: SyntheticEcg12 with local sources";
    private const string Error = "mean squared error of the nine unmeasured leads (10⁻³ mV²)";
    private const string Above = "the interval of the difference by seed lies above 0";
    private const double Scale = 1e3; // mV² to 10⁻³ mV², so that three decimals say something

    /// <summary>A measure over the repetitions.</summary>
    /// <param name="of">The measure.</param>
    public Estimate Over(Func<WearEcgResult, double> of) => Estimate.Of([.. Runs.Select(of)]);

    /// <summary>Name of an arm's measure.</summary>
    /// <param name="arm">Name of the arm.</param>
    /// <param name="isInInfarcts">Whether on windows with an infarct alone.</param>
    public static string ArmError(string arm, bool isInInfarcts) => $"3 {arm}: squared error{(isInInfarcts ? ", infarcts" : "")} (10⁻³ mV²)";

    /// <summary>All measures.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>();
        foreach (var method in Runs[0].Errors.Keys)
        {
            metrics[$"1 {method}: squared error (10⁻³ mV²)"] = Over(r => Scale * r.Errors[method].MeanSquared);
            metrics[$"1 {method}: squared error, infarcts (10⁻³ mV²)"] = Over(r => Scale * r.InInfarcts[method].MeanSquared);
            metrics[$"1 {method}: squared error, limb leads (10⁻³ mV²)"] = Over(r => Scale * r.Errors[method].Limb);
            metrics[$"1 {method}: squared error, chest leads (10⁻³ mV²)"] = Over(r => Scale * r.Errors[method].Precordial);
            metrics[$"1 {method}: absolute error (mV)"] = Over(r => r.Errors[method].MeanAbsolute);
            metrics[$"1 {method}: error of the ST level (mV)"] = Over(r => r.Errors[method].Segment);
        }

        foreach (var input in Runs[0].Areas.Keys)
            metrics[$"1 {input}: macro area"] = Over(r => r.Areas[input]);
        foreach (var method in Runs[0].Distances.Keys)
            metrics[$"1 {method}: Fréchet distance"] = Over(r => r.Distances[method]);
        metrics["1 VAE: violation of the limb-lead identities (mV)"] = Over(r => r.Residual);
        metrics["1 spread against error: correlation over windows and leads"] = Over(SpreadCorrelation);
        foreach (var arm in Arms?.GroupBy(a => a.Name) ?? [])
        {
            metrics[ArmError(arm.Key, false)] = Estimate.Of([.. arm.Select(a => Scale * a.Errors.MeanSquared)]);
            metrics[ArmError(arm.Key, true)] = Estimate.Of([.. arm.Select(a => Scale * a.InInfarcts.MeanSquared)]);
            metrics[$"3 VAE minus {arm.Key}, paired: squared error (10⁻³ mV²)"] = Estimate.Of([.. arm.Select(a => Scale * (Runs[a.Repetition].Errors[WearEcgResult.Autoencoder].MeanSquared - a.Errors.MeanSquared))]);
        }

        if (Real is null)
            return metrics;
        metrics["2 VAE: squared error (10⁻³ mV²)"] = OverReal(r => Scale * r.Autoencoder.MeanSquared)!;
        metrics["2 lagged ridge of other patients: squared error (10⁻³ mV²)"] = OverReal(r => Scale * r.Ridge.MeanSquared)!;
        metrics["2 nothing rebuilt: squared error (10⁻³ mV²)"] = OverReal(r => Scale * r.Nothing.MeanSquared)!;
        return metrics;
    }

    /// <summary>Correlation of the posterior's spread with the error, over windows and unmeasured leads.</summary>
    /// <param name="run">A repetition.</param>
    public double SpreadCorrelation(WearEcgResult run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var places = (from w in Enumerable.Range(0, run.Spread.GetLength(0)) from l in Enumerable.Range(0, 12).Except(Config.Model.Measured) select (w, l)).ToArray();
        var (x, y) = (places.Select(p => run.Spread[p.w, p.l]).ToArray(), places.Select(p => run.SpreadError[p.w, p.l]).ToArray());
        var (mx, my) = (x.Average(), y.Average());
        var product = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum();
        return product / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }

    /// <summary>The claims of the paper, as far as these data can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        const string Area = "macro area under the ROC curve";
        Estimate Infarct(string method) => Over(r => Scale * r.InInfarcts[method].MeanSquared);
        Estimate Areas(string input) => Over(r => r.Areas[input]);
        var gain = Over(r => Scale * (r.InInfarcts[WearEcgResult.Ridge].MeanSquared - r.InInfarcts[WearEcgResult.Autoencoder].MeanSquared));
        var overZeros = Over(r => r.Areas[WearEcgResult.Autoencoder] - r.Areas[WearEcgResult.Zeros]);
        var overThree = Over(r => r.Areas[WearEcgResult.Autoencoder] - r.Areas[WearEcgResult.ThreeLeads]);
        var limbs = Over(r => Scale * (r.Errors[WearEcgResult.Autoencoder].Limb - r.Errors[WearEcgResult.Derived].Limb));
        var real = OverReal(r => Scale * (r.Ridge.MeanSquared - r.Autoencoder.MeanSquared));
        return
        [
            new()
            {
                Statement = "a VAE rebuilds what no dipole describes better than linear regression", Paper = "no baseline given", Measure = Error + ", infarcts (baseline: lagged ridge)", Data = Simulated,
                Ours = Infarct(WearEcgResult.Autoencoder), Baseline = Infarct(WearEcgResult.Ridge), Test = Above, Verdict = Claim.Decide(gain.Low > 0, gain),
            },
            new()
            {
                Statement = "twelve rebuilt leads serve a classifier of twelve better than three leads and zeros", Paper = "claimed; figures not established", Measure = Area, Data = Simulated,
                Ours = Areas(WearEcgResult.Autoencoder), Baseline = Areas(WearEcgResult.Zeros), Test = Above, Verdict = Claim.Decide(overZeros.Low > 0, overZeros),
            },
            new()
            {
                Statement = "and better than a classifier that learned from the three leads", Paper = "not compared", Measure = Area, Data = Simulated,
                Ours = Areas(WearEcgResult.Autoencoder), Baseline = Areas(WearEcgResult.ThreeLeads), Test = Above, Verdict = Claim.Decide(overThree.Low > 0, overThree),
            },
            new()
            {
                Statement = "deriving four limb leads from I and II lowers their error", Paper = "not done", Measure = "mean squared error of the five unmeasured limb leads (10⁻³ mV²)", Data = Simulated,
                Ours = Over(r => Scale * r.Errors[WearEcgResult.Derived].Limb), Baseline = Over(r => Scale * r.Errors[WearEcgResult.Autoencoder].Limb), Test = Above, Verdict = Claim.Decide(limbs.Low > 0, limbs),
            },
            new()
            {
                Statement = "a VAE that learned from simulated hearts rebuilds real ones better than a ridge of other patients", Paper = "no figure; the paper trains on 800,000 real recordings", Measure = Error,
                Data = Real is null ? "no recordings" : "real: cinc2021-12lead", Ours = OverReal(r => Scale * r.Autoencoder.MeanSquared), Baseline = OverReal(r => Scale * r.Ridge.MeanSquared), Test = Above, Verdict = Claim.Decide(real?.Low > 0, real),
            },
            .. Arms is null ? [] : (Claim[])[MaskForgotten(Arms)],
        ];
    }

    private Claim MaskForgotten(WearEcgArm[] arms)
    {
        var leaking = arms.Where(a => a.Name == WearEcgArm.Forgotten).ToArray();
        double Masked(WearEcgArm arm) => Scale * Runs[arm.Repetition].Errors[WearEcgResult.Autoencoder].MeanSquared;
        var leak = Estimate.Of([.. leaking.Select(a => Masked(a) - (Scale * a.Errors.MeanSquared))]);
        return new()
        {
            Statement = MaskStatement, Paper = "not reported", Measure = $"{Error}, first {leaking.Length} seeds (ours: masked; baseline: forgotten)", Data = Simulated,
            Ours = Estimate.Of([.. leaking.Select(Masked)]), Baseline = Estimate.Of([.. leaking.Select(a => Scale * a.Errors.MeanSquared)]), Test = Above, Verdict = Claim.Decide(leak.Low > 0, leak),
        };
    }

    private Estimate? OverReal(Func<RealLeadResult, double> of) => Real is null ? null : Estimate.Of([.. Real.Select(of)]);
}
