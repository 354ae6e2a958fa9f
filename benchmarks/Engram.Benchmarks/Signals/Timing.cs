namespace Engram.Benchmarks.Signals;

/// <summary>Times of both sides over several rounds.</summary>
/// <param name="Ours">Median seconds of one run.</param>
/// <param name="Peer">Median seconds of one run.</param>
/// <param name="Ratio">Median of the rounds' ratios, peer over ours.</param>
/// <param name="Low">Their lower quartile.</param>
/// <param name="High">Their upper quartile.</param>
/// <param name="ProcessorRatio">Ratio of the processor times of all rounds, which other work on the machine disturbs less.</param>
internal sealed record Timing(double Ours, double Peer, double Ratio, double Low, double High, double ProcessorRatio)
{
    public static Timing Of(IReadOnlyList<(double Wall, double Processor)> ours, IReadOnlyList<(double Wall, double Processor)> peer)
    {
        double[] ratios = [.. ours.Zip(peer, (a, b) => b.Wall / a.Wall).Order()];
        return new(Quantile([.. ours.Select(o => o.Wall).Order()], 0.5), Quantile([.. peer.Select(p => p.Wall).Order()], 0.5),
            Quantile(ratios, 0.5), Quantile(ratios, 0.25), Quantile(ratios, 0.75),
            // all rounds together: the processor clock is coarse
            peer.Sum(p => p.Processor) / ours.Sum(o => o.Processor));
    }

    private static double Quantile(double[] sorted, double at) => sorted[(int)Math.Round(at * (sorted.Length - 1))];
}
