using Engram.Probes;
using Engram.Probes.Regressors;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.WearEcg;

/// <summary>The baseline to beat: ridge regression of every lead from the measured ones, at the same time and a few samples before and after.</summary>
public sealed class LinearLeadReconstructor
{
    private const int TrainingStride = 4; // neighbouring samples say the same
    private readonly IReadOnlyList<int> measured;
    private readonly int lags;
    private readonly LinearRegressorModel model;

    /// <summary>Learns from recordings.</summary>
    /// <param name="signals">[record, lead, time].</param>
    /// <param name="measured">Indices of the measured leads.</param>
    /// <param name="lags">Samples before and after; 0 for the same time alone.</param>
    public LinearLeadReconstructor(Tensor signals, IReadOnlyList<int> measured, int lags)
    {
        (this.measured, this.lags) = (measured, lags);
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var targets = signals.slice(2, 0, signals.shape[2], TrainingStride).transpose(1, 2).flatten(0, 1);
        model = new RidgeRegression().Fit(Rows(signals, TrainingStride).ToFeatures(), targets.ToFeatures());
    }

    /// <summary>All leads of recordings; measured ones as they are.</summary>
    /// <param name="signals">[record, lead, time].</param>
    public Tensor Apply(Tensor signals)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var rebuilt = model.Predict(Rows(signals, 1).ToFeatures()).ToTensor().to(float32).reshape(signals.shape[0], signals.shape[2], signals.shape[1]).transpose(1, 2);
        var mask = WearEcgModel.Mask(measured, (int)signals.shape[1]);
        return (rebuilt + (mask * (signals - rebuilt))).MoveToOuterDisposeScope();
    }

    // [record · time, measured lead · lag]; beyond the ends the signal is 0
    private Tensor Rows(Tensor signals, int stride)
    {
        var leads = signals.index_select(1, tensor(measured.Select(l => (long)l).ToArray()));
        var padded = nn.functional.pad(leads, (lags, lags));
        var shifted = Enumerable.Range(0, (2 * lags) + 1).Select(shift => padded.narrow(2, shift, signals.shape[2]));
        return cat(shifted.ToArray(), 1).slice(2, 0, signals.shape[2], stride).transpose(1, 2).flatten(0, 1);
    }
}
