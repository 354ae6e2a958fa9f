using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>
/// Mean and deviation of a sample's log amplitudes over patches and bins. NeuroRVQ's decoder predicts (A - mean) / deviation, so that the scale is
/// known beside the tokens and not from them.
/// </summary>
/// <param name="Mean">[batch, 1, 1].</param>
/// <param name="Deviation">[batch, 1, 1], above 0.</param>
public sealed record AmplitudeScale(Tensor Mean, Tensor Deviation)
{
    private const double Least = 1e-6; // a silent sample has no deviation

    /// <summary>The scale of amplitudes.</summary>
    /// <param name="amplitude">A = log(1 + |X|), [batch, patch, bin].</param>
    public static AmplitudeScale Of(Tensor amplitude) =>
        new(amplitude.mean([1L, 2L], keepdim: true), amplitude.std([1L, 2L], unbiased: false, keepdim: true).clamp_min(Least));

    /// <summary>(A - mean) / deviation.</summary>
    /// <param name="amplitude">A.</param>
    public Tensor Apply(Tensor amplitude) => (amplitude - Mean) / Deviation;

    /// <summary>A of what <see cref="Apply"/> gave.</summary>
    /// <param name="standardised">(A - mean) / deviation.</param>
    public Tensor Undo(Tensor standardised) => (standardised * Deviation) + Mean;
}
