using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.WearEcg;

/// <summary>How far rebuilt recordings are from real ones, on unmeasured leads alone.</summary>
/// <param name="MeanSquared">mV².</param>
/// <param name="MeanAbsolute">mV.</param>
/// <param name="Limb">Mean squared error of the unmeasured limb leads (mV²).</param>
/// <param name="Precordial">Mean squared error of the unmeasured chest leads (mV²).</param>
/// <param name="Segment">Mean absolute error of the ST level, 60 ms after the end of QRS (mV).</param>
/// <param name="Determination">R² of each lead, measured ones included.</param>
public sealed record LeadErrors(double MeanSquared, double MeanAbsolute, double Limb, double Precordial, double Segment, double[] Determination)
{
    private const int SegmentSample = (HeartbeatSet.Length / 2) + 12; // J is about 60 ms after R

    /// <summary>Compares windows.</summary>
    /// <param name="rebuilt">[window, lead, time], mV.</param>
    /// <param name="truth">The same shape.</param>
    /// <param name="measured">Leads that do not count.</param>
    public static LeadErrors Of(Tensor rebuilt, Tensor truth, IReadOnlyList<int> measured)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var error = (rebuilt - truth).to(float64);
        var squared = error.square().mean([0, 2]);
        var variance = truth.to(float64).var([0, 2], unbiased: false, keepdim: false);
        var asked = Enumerable.Range(0, (int)truth.shape[1]).Except(measured).ToArray();
        double Mean(Tensor byLead, IEnumerable<int> leads) => leads.Average(l => byLead[l].ToDouble());
        return new(
            Mean(squared, asked), Mean(error.abs().mean([0, 2]), asked), Mean(squared, asked.Where(l => l < 6)), Mean(squared, asked.Where(l => l >= 6)),
            Mean(error.select(2, SegmentSample).abs().mean([0]), asked), [.. (1 - (squared / variance)).data<double>()]);
    }
}
