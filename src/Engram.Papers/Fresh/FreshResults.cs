using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.Fresh;

/// <summary>What the experiments gave.</summary>
/// <param name="Config">Sizes.</param>
/// <param name="Fields">SIREN on random fields, [seed][exponent].</param>
/// <param name="Large">SIREN on large fields, the smoothest and the roughest, [seed][smooth, rough].</param>
/// <param name="Photos">SIREN, Fourier features and FINER on photographs, [family][seed][photograph]; empty where there are none.</param>
public sealed record FreshResults(FreshConfig Config, TargetStudy[][] Fields, TargetStudy[][] Large, IReadOnlyList<TargetStudy[][]> Photos)
{
    private const string Ends = "PSNR, mean of smooth (held-out pixels) and rough (given pixels)";
    private const string NoTables = "its tables of PSNR were not to be had";
    private const string Simulated = "simulated: random fields";
    private const string Rendered = "simulated: rendered shapes";
    private static readonly Func<CandidateScore, double> HeldOut = s => s.HeldOut;
    private static readonly Func<CandidateScore, double> Fitted = s => s.Fitted;

    /// <summary>SIREN on rendered shapes, [seed][one image].</summary>
    public required TargetStudy[][] Edges { get; init; }

    /// <summary>WIRE on the same images.</summary>
    public required TargetStudy[][] WireEdges { get; init; }

    /// <summary>WIRE on the photographs, [seed][photograph]; empty where there are none.</summary>
    public required TargetStudy[][] WirePhotos { get; init; }

    /// <summary>A measure over seeds.</summary>
    /// <param name="runs">[seed][target].</param>
    /// <param name="of">The measure.</param>
    public static Estimate Over(TargetStudy[][] runs, Func<TargetStudy[], double> of) => Estimate.Of([.. runs.Select(of)]);

    /// <summary>Passes through the network over the grid: one for each initialisation, three for each training step.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="candidates">How many are compared.</param>
    /// <returns>Choosing and one training, over training all.</returns>
    public static double CostShare(FreshConfig config, int candidates)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ((candidates * config.Initialisations) + (3.0 * config.Steps)) / (candidates * 3.0 * config.Steps);
    }

    /// <summary>Every candidate on every target, and the choices.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>();
        for (var t = 0; t < Config.Exponents.Length; t++)
            Add(metrics, $"field p = {Config.Exponents[t]}", Fields, t);
        Add(metrics, "large smooth field", Large, 0);
        Add(metrics, "large rough field", Large, 1);
        Add(metrics, "edges", Edges, 0);
        Add(metrics, "edges", WireEdges, 0);
        foreach (var runs in (TargetStudy[][][])[.. Photos, .. WirePhotos.Length > 0 ? new[] { WirePhotos } : []])
        {
            for (var t = 0; t < Photographs.Names.Count; t++)
                Add(metrics, Photographs.Names[t], runs, t);
        }

        foreach (var (name, runs) in ((string, TargetStudy[][])[])[("fields", Fields), ("large fields", Large)])
        {
            metrics[$"{name}: choice minus choice for the rough field, smooth, held out (dB)"] = Over(runs, r => r[0].GainOver(r[^1], HeldOut));
            metrics[$"{name}: choice minus choice for the smooth field, rough, fitted (dB)"] = Over(runs, r => r[^1].GainOver(r[0], Fitted));
        }

        return metrics;
    }

    /// <summary>The claims of the paper, as far as these targets can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        var rough = Config.Exponents.Length - 1;
        var picks = Over(Fields, r => r[rough].Pick - r[0].Pick);
        var (smoothGain, mediumGain, roughGain) = (Over(Fields, r => r[0].Gain(HeldOut)), Over(Fields, r => r[1].Gain(HeldOut)), Over(Fields, r => r[rough].Gain(Fitted)));
        var (gap, largeGap) = (Over(Fields, r => (r[0].Gap(HeldOut) + r[1].Gap(HeldOut)) / 2), Over(Large, r => (r[0].Gap(HeldOut) + r[1].Gap(Fitted)) / 2));
        var order = Over(Fields, r => (r[0].Concordance + r[1].Concordance) / 2);
        var (edgeGain, edgeGap) = (Over(Edges, r => r[0].Gain(HeldOut)), Over(Edges, r => r[0].Gap(HeldOut)));
        var cost = Estimate.Of([.. Fields.Select(_ => CostShare(Config, Config.Omegas.Length))]);
        return
        [
            new()
            {
                Statement = "the choice follows the target: rougher images get a higher ω", Paper = "spectra are matched image by image", Measure = "chosen ω, rough minus smooth field", Data = Simulated,
                Ours = picks, Test = "the difference's interval lies above 0", Verdict = Claim.Decide(picks.Low > 0, picks),
            },
            Gain("on smooth images the choice beats the default ω = 30", "held-out PSNR, choice minus default (dB)", smoothGain, "the interval lies above 0", smoothGain.Low > 0),
            Gain("on medium images it is not worse than the default", "held-out PSNR, choice minus default (dB)", mediumGain, "the interval lies above -0.5 dB", mediumGain.Low > -0.5),
            Gain("on rough images it fits faster than the default", $"PSNR on the given pixels after {Config.Steps} steps, choice minus default (dB)", roughGain, "the interval lies above 0", roughGain.Low > 0),
            Gain("the choice is as good as a grid search: small fields", "held-out PSNR, choice minus best of the grid, smooth and medium (dB)", gap, "the interval lies above -1 dB", gap.Low > -1),
            Gain("the choice is as good as a grid search: fields with more pixels than the network can learn", $"{Ends}, choice minus best of the grid (dB)", largeGap, "the interval lies above -1 dB", largeGap.Low > -1),
            new()
            {
                Statement = "the spectrum before training tells how well a setting will do", Paper = NoTables, Measure = "share of pairs of settings that W₁ puts in the order of their held-out PSNR, smooth and medium (baseline: chance)", Data = Simulated,
                Ours = order, Baseline = new(0.5, 0, Fields.Length), Test = "the interval lies above 0.5", Verdict = Claim.Decide(order.Low > 0.5, order),
            },
            new()
            {
                Statement = "it costs about one training instead of a grid of them", Paper = "31 h against 600 h (SIREN, 20 settings)", Measure = $"passes through the network, FreSh over grid of {Config.Omegas.Length} (least possible: {1.0 / Config.Omegas.Length:0.00})", Data = "counted",
                Ours = cost, Test = "at most a tenth above one training", Verdict = Claim.Decide(cost.Mean < 1.1 / Config.Omegas.Length, cost),
            },
            Photographed("photographs, SIREN: the choice is not worse than ω = 30", "choice minus default", 0, t => t.Gain(HeldOut), -0.5),
            Photographed("photographs, Fourier features: the choice beats σ = 1", "choice minus default", 1, t => t.Gain(HeldOut), 0),
            Photographed("photographs, FINER: the choice is not worse than the default biases", "choice minus default", 2, t => t.Gain(HeldOut), -0.5),
            Photographed("photographs, SIREN: the choice is as good as a grid search", "choice minus best of the grid", 0, t => t.Gap(HeldOut), -1),
            Gain("edges: the choice is not worse than the default ω = 30", "held-out PSNR, choice minus default (dB)", edgeGain, "the interval lies above -0.5 dB", edgeGain.Low > -0.5) with { Data = Rendered },
            Gain("edges: the choice is as good as a grid search", "held-out PSNR, choice minus best of the grid (dB)", edgeGap, "the interval lies above -1 dB", edgeGap.Low > -1) with { Data = Rendered },
            OverWire("edges: SIREN with the choice beats WIRE", Rendered, Edges, WireEdges),
            OverWire("photographs: SIREN with the choice beats WIRE", Photos.Count == 0 ? "no photographs" : "real: natural-images", Photos.Count == 0 ? [] : Photos[0], WirePhotos),
        ];
    }

    private static void Add(Dictionary<string, Estimate> metrics, string target, TargetStudy[][] runs, int index)
    {
        var family = runs[0][index].Family;
        for (var c = 0; c < family.Values.Count; c++)
        {
            var (candidate, name) = (c, $"{target}, {family.Name} = {family.Values[c]:0.##}");
            metrics[$"{name}: W1 (bins)"] = Over(runs, r => r[index].Match.Distances[candidate]);
            metrics[$"{name}: held-out PSNR (dB)"] = Over(runs, r => r[index].Scores[candidate].HeldOut);
            metrics[$"{name}: fitted PSNR (dB)"] = Over(runs, r => r[index].Scores[candidate].Fitted);
            metrics[$"{name}: structural similarity"] = Over(runs, r => r[index].Scores[candidate].Similarity);
        }

        var all = $"{target}, {family.Name}";
        metrics[$"{all}: neighbours' mean, held out (dB)"] = Over(runs, r => r[index].Interpolation);
        if (family.Values.Count == 1)
            return;
        metrics[$"{all}: choice"] = Over(runs, r => r[index].Pick);
        foreach (var (name, measure) in ((string, Func<CandidateScore, double>)[])[("held out", HeldOut), ("fitted", Fitted)])
        {
            metrics[$"{all}: choice minus default, {name} (dB)"] = Over(runs, r => r[index].Gain(measure));
            metrics[$"{all}: choice minus best, {name} (dB)"] = Over(runs, r => r[index].Gap(measure));
            metrics[$"{all}: choice minus random candidate, {name} (dB)"] = Over(runs, r => r[index].RandomGain(measure));
        }
    }

    private static Claim Gain(string statement, string measure, Estimate ours, string test, bool holds) => new()
    {
        Statement = statement, Paper = NoTables, Measure = measure, Data = Simulated, Ours = ours, Test = test, Verdict = Claim.Decide(holds, ours),
    };

    // the same images, held-out pixels and seeds
    private static Claim OverWire(string statement, string data, TargetStudy[][] siren, TargetStudy[][] wire)
    {
        double Chosen(TargetStudy[] studies) => studies.Average(s => s.Scores[s.Match.Best].HeldOut);
        var differences = siren.Zip(wire, (s, w) => Chosen(s) - Chosen(w)).ToArray();
        var gain = differences.Length == 0 ? null : Estimate.Of(differences);
        return new()
        {
            Statement = statement, Paper = $"WIRE is a baseline; {NoTables}", Measure = "held-out PSNR (dB; baseline: WIRE at ω = 10, s = 10)", Data = data,
            Ours = gain is null ? null : Over(siren, Chosen), Baseline = gain is null ? null : Over(wire, Chosen),
            Test = "the interval of the difference by seed lies above 0", Verdict = Claim.Decide(gain?.Low > 0, gain),
        };
    }

    private Claim Photographed(string statement, string what, int family, Func<TargetStudy, double> of, double margin)
    {
        var ours = family < Photos.Count ? Over(Photos[family], r => r.Average(of)) : null;
        return new()
        {
            Statement = statement, Paper = NoTables, Measure = $"held-out PSNR, {what}, mean of two photographs (dB)", Data = ours is null ? "no photographs" : "real: natural-images",
            Ours = ours, Test = $"the interval lies above {margin} dB", Verdict = Claim.Decide(ours?.Low > margin, ours),
        };
    }
}
