using Engram.Signals.Cardiac;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>The simplest baseline: log power of each lead in four bands, and mean and deviation of the RR intervals.</summary>
internal static class HandmadeFeatures
{
    private const int LeadTwo = 1;
    private const double Floor = 1e-9; // mV², for a lead that is not connected
    private static readonly double[] Edges = [0.5, 4, 8, 15, 40]; // Hz

    /// <summary>Features of recordings, [record][feature].</summary>
    /// <param name="signals">[record, lead, time].</param>
    /// <param name="samplingRate">Hz.</param>
    public static double[][] Of(Tensor signals, double samplingRate)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var power = fft.rfft(signals.to(float64)).abs().square();
        var resolution = samplingRate / signals.shape[2];
        var bands = Edges.Zip(Edges.Skip(1), (low, high) => power.narrow(2, (long)Math.Ceiling(low / resolution), (long)((high - low) / resolution)).mean([2]).clamp(min: Floor).log());
        var spectral = cat(bands.ToArray(), 1).contiguous().data<double>().ToArray();
        var (records, width) = ((int)signals.shape[0], spectral.Length / (int)signals.shape[0]);
        return [.. Enumerable.Range(0, records).Select(r =>
        {
            var (mean, deviation) = Intervals([.. signals[r][LeadTwo].to(float64).contiguous().data<double>()], samplingRate);
            return (double[])[.. spectral.AsSpan(r * width, width), mean, deviation];
        })];
    }

    // seconds; a recording with fewer than two beats found has one interval, its length
    private static (double Mean, double Deviation) Intervals(double[] lead, double samplingRate)
    {
        var peaks = QrsDetector.Detect(lead, samplingRate);
        if (peaks.Length < 2)
            return (lead.Length / samplingRate, 0);
        var intervals = peaks.Zip(peaks.Skip(1), (a, b) => (b - a) / samplingRate).ToArray();
        var mean = intervals.Average();
        return (mean, Math.Sqrt(intervals.Average(i => (i - mean) * (i - mean))));
    }
}
