using System.Runtime.InteropServices;

namespace Engram.Benchmarks.Signals;

/// <summary>The largest difference between two results in units of what a gate allows: equal results have at most 1.</summary>
/// <param name="Count">Values on our side.</param>
/// <param name="PeerCount">Values on the peer's side.</param>
/// <param name="Difference">Largest absolute difference.</param>
/// <param name="Excess">Largest difference over the allowed one.</param>
internal sealed record Agreement(long Count, long PeerCount, double Difference, double Excess)
{
    public bool IsEqual => Count == PeerCount && Count > 0 && Excess <= 1;

    public static Agreement Of(string ours, string peer, Gate gate)
    {
        var a = Values(ours);
        var b = Values(peer);
        if (a.Length != b.Length)
            return new(a.Length, b.Length, double.NaN, double.NaN);
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in b)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        var allowed = gate switch
        {
            Gate.DigitalStep => (high - low) / 65535,
            Gate.Range9 => 1e-9 * (high - low),
            Gate.Largest10 => 1e-10 * largest,
            Gate.Absolute8 => 1e-8,
            Gate.Absolute4 => 1e-4,
            _ => 0,
        };
        var (difference, excess) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var apart = Math.Abs(a[i] - b[i]);
            if (apart == 0)
                continue;
            difference = Max(difference, apart);
            excess = Max(excess, apart / (gate == Gate.Each10 ? 1e-10 * Math.Abs(b[i]) : allowed));
        }

        return new(a.Length, b.Length, difference, excess);
    }

    // a number that is none counts as the largest
    private static double Max(double a, double b) => double.IsNaN(b) ? double.PositiveInfinity : Math.Max(a, b);

    private static ReadOnlySpan<double> Values(string path) => MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path));
}
