using System.Runtime.InteropServices;
using Engram.Signals;
using Engram.Signals.Covariance;
using Engram.Signals.Randomness;
using Engram.Signals.Riemannian;
using Engram.Signals.Simulation;

namespace Engram.Benchmarks.Signals;

/// <summary>The input of the duels: seeded, written once, read by both sides.</summary>
internal static class DuelInput
{
    private const int Length = 153_600;

    public static void Write(string folder, string mitdb)
    {
        var random = new SeededRandom(20);
        var noise = new ColoredNoise(1, 0.1);
        var signal = new double[64][];
        for (var i = 0; i < signal.Length; i++)
            signal[i] = Array.ConvertAll(noise.Generate(Length, 256, random), v => 2e-5 * v);
        Save(folder, "signal", signal);
        Recording.FromSamples(signal, [.. Enumerable.Range(1, 64).Select(i => new Channel($"E{i}", ChannelKind.Eeg, "V"))], 256).Save(Path.Combine(folder, "signal.edf"));
        Save(folder, "windows", [[.. Enumerable.Range(0, 200).Select(_ => (double)random.NextInt(Length - 1024))]]);
        Save(folder, "morlet", [.. Enumerable.Range(0, 160).Select(i => signal[i % 64].AsSpan(1000 * (i / 64), 512).ToArray())]);
        Save(folder, "warping", [.. Enumerable.Range(0, 16).Select(_ => new ColoredNoise(2, 0.1).Generate(1000, 256, random))]);
        Save(folder, "trials", Trials(random));
        // the beat annotations stay behind: the peer does not read them
        foreach (var name in Directory.Exists(mitdb) ? (string[])["100.hea", "100.dat"] : [])
            File.Copy(Path.Combine(mitdb, name), Path.Combine(folder, name));
    }

    public static double[][] Signal(string folder) => Load(folder, "signal", 64);

    public static double[][][] Trials(string folder) => [.. Load(folder, "trials", 288 * 22).Chunk(22)];

    public static double[][] Load(string folder, string name, int rows)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, name + ".f64"));
        var all = MemoryMarshal.Cast<byte, double>(bytes);
        var result = new double[rows][];
        for (var i = 0; i < rows; i++)
            result[i] = all.Slice(i * (all.Length / rows), all.Length / rows).ToArray();
        return result;
    }

    public static SymmetricMatrix[] Covariances(double[][][] trials, int threads)
    {
        var result = new SymmetricMatrix[trials.Length];
        Parallel.For(0, trials.Length, new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? -1 : threads }, i => result[i] = CovarianceEstimator.Oas(trials[i]));
        return result;
    }

    // four classes: sources of class-dependent strength through one mixing
    private static double[][] Trials(SeededRandom random)
    {
        const int Channels = 22;
        var mixing = new double[Channels * Channels];
        for (var i = 0; i < mixing.Length; i++)
            mixing[i] = random.NextGaussian() / Math.Sqrt(Channels);
        var rows = new List<double[]>();
        for (var trial = 0; trial < 288; trial++)
        {
            var sources = new double[Channels][];
            for (var s = 0; s < Channels; s++)
            {
                var strength = s % 4 == trial % 4 ? 1.3 : 1;
                sources[s] = [.. Enumerable.Range(0, 750).Select(_ => strength * random.NextGaussian())];
            }

            for (var c = 0; c < Channels; c++)
            {
                var row = new double[750];
                for (var s = 0; s < Channels; s++)
                {
                    for (var t = 0; t < row.Length; t++)
                        row[t] += mixing[(c * Channels) + s] * sources[s][t];
                }

                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private static void Save(string folder, string name, double[][] rows)
    {
        using var file = File.Create(Path.Combine(folder, name + ".f64"));
        foreach (var row in rows)
            file.Write(MemoryMarshal.AsBytes<double>(row));
    }
}
