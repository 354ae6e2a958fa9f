using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.Reve;

/// <summary>What the experiments gave.</summary>
/// <param name="Config">Sizes.</param>
/// <param name="Runs">One for each seed.</param>
/// <param name="Recorded">Masked error of model and nearest channel on real EEG, one for each seed, where there is a recording.</param>
public sealed record ReveResults(ReveStudyConfig Config, ReveRun[] Runs, (double Error, double Nearest)[]? Recorded)
{
    private const string Accuracy = "balanced accuracy, four classes, linear probe";
    private const string Simulated = "simulated: dipoles in a sphere";
    private const int Fourier = 0;
    private const int Index = 1;
    private const int NoPlace = 2;
    private const int NoSecond = 3;

    /// <summary>A measure over seeds.</summary>
    /// <param name="of">The measure.</param>
    public Estimate Over(Func<ReveRun, double> of) => Estimate.Of([.. Runs.Select(of)]);

    /// <summary>Every encoder on both montages.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>();
        var variants = ReveReproduction.Variants(Config);
        for (var v = 0; v < variants.Count; v++)
        {
            var (variant, name) = (v, variants[v].Name);
            Add(name, r => r.Scores[variant]);
        }

        Add("untrained", r => r.Untrained);
        metrics["band power: montage A"] = Over(r => r.BandPower.Seen);
        metrics["band power: montage B"] = Over(r => r.BandPower.Unseen);
        if (Recorded is not null)
        {
            metrics["recording: masked error (deviations)"] = Estimate.Of([.. Recorded.Select(r => r.Error)]);
            metrics["recording: nearest channel's error (deviations)"] = Estimate.Of([.. Recorded.Select(r => r.Nearest)]);
        }

        return metrics;

        void Add(string name, Func<ReveRun, EncoderScore> of)
        {
            metrics[$"{name}: montage A"] = Over(r => of(r).Seen);
            metrics[$"{name}: montage B"] = Over(r => of(r).Unseen);
            metrics[$"{name}: pooled over all layers, montage A"] = Over(r => of(r).Summary);
            metrics[$"{name}: shuffled labels, montage A"] = Over(r => of(r).Shuffled);
            metrics[$"{name}: masked error (deviations)"] = Over(r => of(r).Error);
            for (var c = 0; c < Config.ChannelCounts.Length; c++)
            {
                var count = c;
                metrics[$"{name}: {Config.ChannelCounts[c]} channels of A"] = Over(r => of(r).ByChannels[count]);
            }
        }
    }

    /// <summary>The claims of the paper, as far as these data can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        var (fourier, best) = (Over(r => r.Scores[Fourier].Unseen), Over(BestOther));
        var gain = Over(r => r.Scores[Fourier].Unseen - BestOther(r));
        var seen = Over(r => r.Scores[Fourier].Seen - r.Scores[Index].Seen);
        var second = Over(r => r.Scores[Fourier].Summary - r.Scores[NoSecond].Summary);
        var error = Over(r => r.Scores[Fourier].Nearest - r.Scores[Fourier].Error);
        var channels = Over(r => r.Scores[Fourier].ByChannels[0] - r.Scores[Fourier].ByChannels[^1]);
        var recorded = Recorded is null ? null : Estimate.Of([.. Recorded.Select(r => r.Nearest - r.Error)]);
        return
        [
            new()
            {
                Statement = "4D positions carry over to electrodes never seen", Paper = "one encoder for any layout; no figure for this test", Measure = $"{Accuracy}, montage B (baseline: best of index, no place, untrained)", Data = Simulated,
                Ours = fourier, Baseline = best, Test = "the difference's mean is at least 0.1 and its interval lies above 0", Verdict = Claim.Decide(gain.Mean >= 0.1 && gain.Low > 0, gain),
            },
            new()
            {
                Statement = "on the montage of pretraining a code by channel number does as well", Paper = "not tested", Measure = $"{Accuracy}, montage A, 4D minus index", Data = Simulated,
                Ours = seen, Test = "the mean lies within 0.05 of 0", Verdict = Claim.Decide(Math.Abs(seen.Mean) <= 0.05, seen),
            },
            new()
            {
                Statement = "the second loss makes the pooled vector better", Paper = "about 10 % lost without it (frozen)", Measure = $"{Accuracy}, pooled over all layers, montage A, with minus without", Data = Simulated,
                Ours = second, Test = "the interval lies above 0", Verdict = Claim.Decide(second.Low > 0, second),
            },
            new()
            {
                Statement = "masked patches are predicted from the other channels", Paper = "the objective", Measure = "mean |error| on masked patches, nearest visible channel minus model (deviations)", Data = Simulated,
                Ours = error, Test = "the interval lies above 0", Verdict = Claim.Decide(error.Low > 0, error),
            },
            new()
            {
                Statement = "with fewer channels it gets worse, not useless", Paper = "0.824 (64 channels) to 0.660 (1)", Measure = $"{Accuracy}, {Config.ChannelCounts[0]} minus {Config.ChannelCounts[^1]} channels", Data = Simulated,
                Ours = channels, Test = "the interval lies above 0, and few channels stay above chance",
                Verdict = Claim.Decide(channels.Low > 0 && Over(r => r.Scores[Fourier].ByChannels[^1]).Low > 0.25, channels),
            },
            new()
            {
                Statement = "masked patches of a real run not seen are predicted better than by the nearest channel", Paper = "the objective", Measure = "mean |error| on masked patches, nearest visible channel minus model (deviations)",
                Data = recorded is null ? "no recording" : "real: eegmmidb-s001", Ours = recorded, Test = "the interval lies above 0", Verdict = Claim.Decide(recorded?.Low > 0, recorded),
            },
        ];
    }

    private static double BestOther(ReveRun run) => Math.Max(Math.Max(run.Scores[Index].Unseen, run.Scores[NoPlace].Unseen), run.Untrained.Unseen);
}
