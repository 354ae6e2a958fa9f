using Engram.Signals.Filtering;
using Engram.Signals.Preprocessing;

namespace Engram.Signals.Cardiac;

/// <summary>
/// Finds the R peaks of an electrocardiogram as Pan and Tompkins (1985) do: band-pass, derivative, square, integration over 150 ms, two
/// running thresholds, 200 ms refractory time, T waves told apart by their slope, search back after a long gap. The band-pass is a
/// zero-phase Butterworth filter of 5-15 Hz instead of the integer filters of 1985, so there is no delay and any sampling rate will do.
/// </summary>
public static class QrsDetector
{
    private const double Refractory = 0.2;
    private const double TWaveReach = 0.36;
    private const double Integration = 0.15;

    /// <summary>The samples of the R peaks, ascending.</summary>
    /// <param name="signal">One lead, any unit.</param>
    /// <param name="samplingRate">Hz, above 30.</param>
    /// <exception cref="ArgumentException">The signal is shorter than two seconds.</exception>
    public static int[] Detect(ReadOnlySpan<double> signal, double samplingRate)
    {
        if (!(samplingRate > 30) || signal.Length < 2 * samplingRate)
            throw new ArgumentException($"Expected at least two seconds at more than 30 Hz, got {signal.Length} samples at {samplingRate} Hz.", nameof(signal));
        var narrow = FilterDesign.Butterworth(2, Band.BandPass(5, Math.Min(15, 0.49 * samplingRate)), samplingRate).ApplyZeroPhase(signal);
        var slope = Slope(narrow, samplingRate);
        var energy = MovingMean(Array.ConvertAll(slope, s => s * s), (int)Math.Round(Integration * samplingRate));
        var candidates = LocalMaxima(energy, (int)Math.Round(Refractory * samplingRate));
        var found = Accept(candidates, energy, slope, samplingRate);
        var reach = (int)Math.Round(0.1 * samplingRate);
        return [.. found.Select(c => Largest(narrow, c, reach)).Distinct().Order()];
    }

    /// <summary>One piece of signal around each beat; beats whose piece reaches outside are left out.</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="peaks">Samples of the R peaks.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="before">Seconds before the peak.</param>
    /// <param name="after">Seconds after the peak.</param>
    /// <returns>[beat][channel][time], and the index of each kept peak.</returns>
    public static (double[][][] Beats, int[] Peaks) Segment(double[][] samples, IReadOnlyList<int> peaks, double samplingRate, double before = 0.25, double after = 0.45)
    {
        var first = (int)Math.Round(before * samplingRate);
        var cutter = new EpochCutter { Offset = -first, Length = first + (int)Math.Round(after * samplingRate) };
        var (pieces, kept, _) = cutter.Cut(samples, peaks);
        return (pieces, kept);
    }

    // five-point derivative (x_(t+2) + 2x_(t+1) - 2x_(t-1) - x_(t-2)) fs/8
    private static double[] Slope(double[] x, double samplingRate)
    {
        var slope = new double[x.Length];
        for (var t = 2; t < x.Length - 2; t++)
            slope[t] = (x[t + 2] + (2 * x[t + 1]) - (2 * x[t - 1]) - x[t - 2]) * samplingRate / 8;
        return slope;
    }

    private static double[] MovingMean(double[] x, int width)
    {
        var mean = new double[x.Length];
        double sum = 0;
        var half = width / 2;
        for (var t = -half; t < x.Length; t++)
        {
            if (t + half < x.Length)
                sum += x[t + half];
            if (t - half - 1 >= 0)
                sum -= x[t - half - 1];
            if (t >= 0)
                mean[t] = Math.Max(sum, 0) / width;
        }

        return mean;
    }

    // peaks that are the largest within the refractory time on both sides
    private static List<int> LocalMaxima(double[] x, int reach)
    {
        List<int> peaks = [];
        for (var t = 1; t < x.Length - 1; t++)
        {
            if (!(x[t] > x[t - 1] && x[t] >= x[t + 1]))
                continue;
            if (peaks.Count > 0 && t - peaks[^1] < reach)
            {
                if (x[t] > x[peaks[^1]])
                    peaks[^1] = t;
                continue;
            }

            peaks.Add(t);
        }

        return peaks;
    }

    private static List<int> Accept(List<int> candidates, double[] energy, double[] slope, double samplingRate)
    {
        // learning: two seconds give the first signal and noise levels
        var start = energy.Take((int)(2 * samplingRate)).ToArray();
        var (signalLevel, noiseLevel) = (start.Max() / 3, start.Average() / 2);
        List<int> beats = [];
        var passedOver = -1; // the largest peak since the last beat that was no beat
        Queue<double> intervals = new();
        var slopeReach = (int)Math.Round(Integration / 2 * samplingRate);
        for (var i = 0; i < candidates.Count; i++)
        {
            var at = candidates[i];
            var threshold = noiseLevel + (0.25 * (signalLevel - noiseLevel));

            // search back: no beat for 1.66 mean intervals, so the largest peak since is tried at half the threshold
            if (beats.Count > 1 && passedOver >= 0 && at - beats[^1] > 1.66 * intervals.Average() && energy[passedOver] > threshold / 2)
            {
                signalLevel = (0.25 * energy[passedOver]) + (0.75 * signalLevel);
                Add(passedOver);
                threshold = noiseLevel + (0.25 * (signalLevel - noiseLevel));
            }

            if (energy[at] > threshold && !IsTWave(at))
            {
                signalLevel = (0.125 * energy[at]) + (0.875 * signalLevel);
                Add(at);
            }
            else
            {
                noiseLevel = (0.125 * energy[at]) + (0.875 * noiseLevel);
                if (beats.Count > 0 && at - beats[^1] > Refractory * samplingRate && !IsTWave(at) && (passedOver < 0 || energy[at] > energy[passedOver]))
                    passedOver = at;
            }
        }

        return beats;

        bool IsTWave(int at) => beats.Count > 0 && at - beats[^1] < TWaveReach * samplingRate
            && LargestSlope(at) < LargestSlope(beats[^1]) / 2;

        double LargestSlope(int at)
        {
            double largest = 0;
            for (var t = Math.Max(0, at - slopeReach); t <= Math.Min(slope.Length - 1, at + slopeReach); t++)
                largest = Math.Max(largest, Math.Abs(slope[t]));
            return largest;
        }

        void Add(int at)
        {
            if (beats.Count > 0)
                intervals.Enqueue(at - beats[^1]);
            if (intervals.Count > 8)
                intervals.Dequeue();
            beats.Add(at);
            passedOver = -1;
        }
    }

    private static int Largest(double[] x, int at, int reach)
    {
        var best = at;
        for (var t = Math.Max(0, at - reach); t <= Math.Min(x.Length - 1, at + reach); t++)
        {
            if (Math.Abs(x[t]) > Math.Abs(x[best]))
                best = t;
        }

        return best;
    }
}
