using Engram.Papers.EcgJepa;
using Engram.Signals.Cardiac;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.WearEcg;

/// <summary>Errors on real windows.</summary>
/// <param name="Autoencoder">The autoencoder that learned from simulated windows.</param>
/// <param name="Ridge">A lagged ridge that learned from real windows of other patients.</param>
/// <param name="Nothing">The unmeasured leads are 0.</param>
public sealed record RealLeadResult(LeadErrors Autoencoder, LeadErrors Ridge, LeadErrors Nothing)
{
    private const int LeadTwo = 1;

    /// <summary>One repetition.</summary>
    /// <param name="real">Real recordings, one a patient.</param>
    /// <param name="run">A repetition's networks.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of the folds.</param>
    public static RealLeadResult Run(EcgSet real, WearEcgResult run, WearEcgConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(config);
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var windows = Windows(real.Signals);
        var count = (int)windows.shape[0];
        var order = new SeededRandom(seed).Split("real folds").Permutation(count);
        var ridge = zeros_like(windows);
        for (var fold = 0; fold < config.RealFolds; fold++)
        {
            Tensor Rows(bool isHeldOut) => tensor(Enumerable.Range(0, count).Where(i => order[i] % config.RealFolds == fold == isHeldOut).Select(i => (long)i).ToArray());
            var held = Rows(true);
            ridge.index_copy_(0, held, new LinearLeadReconstructor(windows.index_select(0, Rows(false)), config.Model.Measured, config.Lags).Apply(windows.index_select(0, held)));
        }

        var leads = config.Model.Measured;
        return new(LeadErrors.Of(run.Model.call(windows), windows, leads), LeadErrors.Of(ridge, windows, leads), LeadErrors.Of(zeros_like(windows), windows, leads));
    }

    /// <summary>One window of each recording, around the beat nearest to its middle, each lead minus its mean over the window.</summary>
    /// <param name="signals">[record, lead, time] at 100 Hz, mV.</param>
    internal static Tensor Windows(Tensor signals)
    {
        var (length, times) = (HeartbeatSet.Length, (int)signals.shape[2]);
        var windows = stack(Enumerable.Range(0, (int)signals.shape[0]).Select(i =>
        {
            var peaks = QrsDetector.Detect(signals[i][LeadTwo].to(float64).contiguous().data<double>().ToArray(), HeartbeatSet.SamplingRate);
            var centre = peaks.Append(times / 2).Where(p => p >= length / 2 && p + (length / 2) <= times).MinBy(p => Math.Abs(p - (times / 2)) + (peaks.Contains(p) ? 0 : times));
            return signals[i].narrow(1, centre - (length / 2), length);
        }).ToArray());
        return windows - windows.mean([2], keepdim: true);
    }
}
