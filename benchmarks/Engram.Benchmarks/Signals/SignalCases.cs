using Engram.Signals;
using Engram.Signals.Alignment;
using Engram.Signals.Covariance;
using Engram.Signals.Filtering;
using Engram.Signals.Preprocessing;
using Engram.Signals.Riemannian;
using Engram.Signals.Spectral;

namespace Engram.Benchmarks.Signals;

/// <summary>Our side of the signal duels; signals_peer.py holds the other, case by case.</summary>
internal static class SignalCases
{
    private const double Rate = 256;

    public static IReadOnlyList<SignalCase> All { get; } =
    [
        new("D1", "read", "read EDF, 64 × 256 Hz × 600 s to volts", "MNE", Gate.DigitalStep, 3, Read),
        new("D2", "windows", "200 random 4 s windows of the file", "MNE", Gate.DigitalStep, 3, Windows),
        new("D3", "butterworth", "Butterworth 4, 1-40 Hz, zero phase", "scipy", Gate.Range9, 3, folder =>
        {
            var x = DuelInput.Signal(folder);
            return threads => FilterDesign.Butterworth(4, Band.BandPass(1, 40), Rate).ApplyZeroPhase(x, threads);
        }),
        new("D3", "fir", "FIR 1-40 Hz in MNE's design", "MNE", Gate.Range9, 3, folder =>
        {
            var x = DuelInput.Signal(folder);
            return threads => FirFilter.Design(Band.BandPass(1, 40), Rate).ApplyZeroPhase(x, threads);
        }),
        new("D4", "resample", "256 to 200 Hz, polyphase", "scipy", Gate.Range9, 3, folder =>
        {
            var x = DuelInput.Signal(folder);
            return threads => new PolyphaseResampler(25, 32).Apply(x, threads);
        }),
        new("D5", "welch", "Welch 512/256, 64 channels", "scipy", Gate.Each10, 3, folder =>
        {
            var x = DuelInput.Signal(folder);
            return threads => new WelchSpectrum(512, 256).Estimate(x, Rate, threads).Density;
        }),
        new("D5", "stft", "STFT 256/64, 8 channels", "scipy", Gate.Largest10, 3, folder =>
        {
            var x = DuelInput.Signal(folder)[..8];
            return threads => new ShortTimeFourier(256, 64).Forward(x, threads);
        }),
        new("D5", "morlet", "Morlet power, 30 frequencies, 20 × 8 × 512", "MNE", Gate.Each10, 3, folder =>
        {
            var x = DuelInput.Load(folder, "morlet", 160);
            double[] frequencies = [.. Enumerable.Range(0, 30).Select(i => 8.0 + (2 * i))];
            return threads => new MorletTransform(frequencies, 5).Power(x, Rate, threads);
        }),
        new("D6", "epochs", "597 epochs × 64 × 257 from memory", "MNE", Gate.Exact, 2, folder =>
        {
            var x = DuelInput.Signal(folder);
            int[] events = [.. Enumerable.Range(1, 597).Select(i => 256 * i)];
            return threads => new EpochCutter { Offset = 0, Length = 257 }.CutBlock(x, events, threads).Values;
        }),
        new("D7", "oas", "OAS covariance, 288 × 22 × 750", "numpy", Gate.Absolute8, 2, folder =>
        {
            var trials = DuelInput.Trials(folder);
            return threads => DuelInput.Covariances(trials, threads);
        }),
        new("D7", "mdm", "minimum distance to mean, fit and predict", "numpy", Gate.Absolute8, 2, MinimumDistance),
        new("D7", "tangent", "tangent space at the mean", "numpy", Gate.Absolute8, 2, folder =>
        {
            var matrices = DuelInput.Covariances(DuelInput.Trials(folder), 0);
            return threads => new TangentSpace(Mean(matrices, threads)).Vectorise(matrices, threads);
        }),
        new("wfdb", "wfdb", "decode mitdb 100, checksums included", "numpy", Gate.Range9, 1, folder =>
        {
            var record = Path.Combine(folder, "100");
            return _ => Recordings.Load(record).Read();
        }),
        new("dtw", "dtw", "DTW of 8 pairs of 1000 samples", "numpy", Gate.Range9, 1, Warping),
        .. Probes.ProbeCases.All,
    ];

    private static Func<int, object> Read(string folder)
    {
        var path = Path.Combine(folder, "signal.edf");
        return _ => Recordings.Load(path).Read();
    }

    private static Func<int, object> Windows(string folder)
    {
        var recording = Recordings.Load(Path.Combine(folder, "signal.edf"));
        var starts = DuelInput.Load(folder, "windows", 1)[0];
        return _ => Array.ConvertAll(starts, start => recording.Read((long)start, 1024));
    }

    private static Func<int, object> MinimumDistance(string folder)
    {
        var matrices = DuelInput.Covariances(DuelInput.Trials(folder), 0);
        return threads =>
        {
            var means = Enumerable.Range(0, 4).Select(k => Mean([.. matrices.Where((_, i) => i % 4 == k)], threads)).ToArray();
            var distances = Array.ConvertAll(means, m => SpdManifold.Distances(matrices, m, threads));
            var labels = Enumerable.Range(0, matrices.Length).Select(i => (double)Enumerable.Range(0, 4).MinBy(k => distances[k][i]));
            return (double[][])[.. means.Select(m => m.Values.ToArray()), [.. labels]];
        };
    }

    // the peer ends when the norm of the mean tangent is below 1e-8; ours counts it per row
    private static SymmetricMatrix Mean(IReadOnlyList<SymmetricMatrix> matrices, int threads) => SpdManifold.Mean(matrices, 1e-8 / Math.Sqrt(22), 50, threads).Mean;

    private static Func<int, object> Warping(string folder)
    {
        var rows = DuelInput.Load(folder, "warping", 16);
        return threads =>
        {
            var distances = new double[8];
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => distances[i] = new DynamicTimeWarping().Distance(rows[2 * i], rows[(2 * i) + 1]));
            return distances;
        };
    }
}
