using System.Runtime.InteropServices;
using Engram.Benchmarks.Signals;
using Engram.Probes;
using Engram.Probes.Classifiers;
using Engram.Probes.Neighbors;
using Engram.Signals.Randomness;

namespace Engram.Benchmarks.Probes;

/// <summary>Our side of the probe duels; probes_peer.py holds the other, case by case.</summary>
internal static class ProbeCases
{
    private const int Features = 64;

    public static IReadOnlyList<SignalCase> All { get; } =
    [
        new("D11", "neighbors", "exact 10-NN, 2,000 among 20,000 × 64", "sklearn", Gate.Absolute8, 3, folder =>
        {
            var (reference, queries) = (Load(folder, "reference"), Load(folder, "queries"));
            return threads => Array.ConvertAll(new NearestNeighbors(reference, threads: threads).Query(queries, 10, threads).Indices, row => Array.ConvertAll(row, i => (double)i));
        }),
        new("D12", "logistic", "logistic regression, 20,000 × 64", "sklearn", Gate.Absolute4, 1, folder =>
        {
            var x = Load(folder, "reference");
            int[] labels = [.. DuelInput.Load(folder, "labels", 1)[0].Select(v => (int)v)];
            return threads =>
            {
                var model = new LogisticRegression { Threads = threads }.Fit(x, labels);
                return (double[])[.. model.Weights.Values, .. model.Intercepts];
            };
        }),
    ];

    /// <summary>The input of both sides.</summary>
    public static void Write(string folder)
    {
        var random = new SeededRandom(11);
        double[] w = [.. Enumerable.Range(0, Features).Select(_ => random.NextGaussian() / 4)];
        var reference = new double[20_000 * Features];
        var labels = new double[20_000];
        for (var i = 0; i < labels.Length; i++)
        {
            double logit = 0.3;
            for (var j = 0; j < Features; j++)
                logit += w[j] * (reference[(i * Features) + j] = random.NextGaussian());
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? 1 : 0;
        }

        Save(folder, "reference", reference);
        Save(folder, "labels", labels);
        Save(folder, "queries", [.. Enumerable.Range(0, 2_000 * Features).Select(_ => random.NextGaussian())]);
    }

    private static FeatureMatrix Load(string folder, string name)
    {
        var values = DuelInput.Load(folder, name, 1)[0];
        return new(values.Length / Features, Features, values.AsSpan());
    }

    private static void Save(string folder, string name, double[] values)
    {
        using var file = File.Create(Path.Combine(folder, name + ".f64"));
        file.Write(MemoryMarshal.AsBytes<double>(values));
    }
}
