using System.Numerics.Tensors;
using Engram.Benchmarks.Signals;
using Engram.Rendering;
using Engram.Signals.Decomposition;
using Engram.Signals.Randomness;

namespace Engram.Benchmarks.Models;

/// <summary>Independent components and t-SNE.</summary>
internal static class MapCases
{
    private const int Sources = 32;
    private const int Samples = 30_000;

    public static IReadOnlyList<SignalCase> All { get; } =
    [
        new("D12", "fastica", "FastICA, 30,000 × 32", "sklearn", Gate.Matched, 1, folder =>
        {
            var (mixtures, truth) = (DuelInput.Load(folder, "mixtures", Sources), DuelInput.Load(folder, "sources", Sources));
            return threads =>
            {
                var found = new FastIca { Tolerance = 1e-4, MaximumIterations = 200 }.Fit(mixtures, new SeededRandom(1), threads).Sources(mixtures);
                return () => (object)Matched(truth, found);
            };
        }),
        new("D12", "tsne", "t-SNE, 2,000 × 64, 1,000 steps", "sklearn", Gate.NotLower, 1, folder =>
        {
            var points = DuelInput.Load(folder, "map-points", 2000);
            return _ =>
            {
                var plane = Projections.TSne(points);
                return () => (object)(double[])[Projections.Trustworthiness(points, plane)];
            };
        }),
    ];

    /// <summary>The input of both sides: independent sources with heavy or light tails, mixed; points around twenty places.</summary>
    public static void Write(string folder)
    {
        var random = new SeededRandom(12);
        double[][] sources = [.. Enumerable.Range(0, Sources).Select(s => Enumerable.Range(0, Samples).Select(_ =>
        {
            var g = random.NextGaussian();
            return s % 2 == 0 ? g * g * g : random.NextDouble() - 0.5;
        }).ToArray())];
        var mixtures = new double[Sources * Samples];
        for (var i = 0; i < Sources; i++)
        {
            var row = mixtures.AsSpan(i * Samples, Samples);
            foreach (var source in sources)
                TensorPrimitives.MultiplyAdd(source, random.NextGaussian(), row, row);
        }

        ModelInput.Save(folder, "sources", [.. sources.SelectMany(s => s)]);
        ModelInput.Save(folder, "mixtures", mixtures);
        var places = ModelInput.Gaussian(random, 20 * 64);
        ModelInput.Save(folder, "map-points", [.. Enumerable.Range(0, 2000 * 64).Select(i => random.NextGaussian() + (1.5 * places[(i / 64 % 20 * 64) + (i % 64)]))]);
    }

    // in the order and with the signs of the true sources, of mean 0 and variance 1
    private static double[][] Matched(double[][] truth, double[][] found)
    {
        var standard = Array.ConvertAll(found, Standardised);
        return Array.ConvertAll(truth, source =>
        {
            var wanted = Standardised(source);
            var products = Array.ConvertAll(standard, s => TensorPrimitives.Dot<double>(s, wanted));
            var best = Enumerable.Range(0, products.Length).MaxBy(k => Math.Abs(products[k]));
            return Array.ConvertAll(standard[best], v => v * Math.Sign(products[best]));
        });
    }

    private static double[] Standardised(double[] row)
    {
        var mean = row.Average();
        var deviation = Math.Sqrt(row.Average(v => (v - mean) * (v - mean)));
        return Array.ConvertAll(row, v => (v - mean) / deviation);
    }
}
