using Engram.Benchmarks.Signals;
using Engram.Modeling.Codebooks;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Benchmarks.Models;

/// <summary>Nearest codes and k-means.</summary>
internal static class CodebookCases
{
    public static IReadOnlyList<SignalCase> All { get; } =
    [
        new("D11", "codes", "nearest of 8,192 codes, 6,400 × 64", "torch", Gate.Exact, 3, folder =>
        {
            var (vectors, codes) = (ModelInput.Load(folder, "code-vectors", 6400, 64), ModelInput.Load(folder, "codes", 8192, 64));
            return _ => Later(NearestCode.Find(vectors, codes));
        }),
        new("D11", "kmeans", "k-means, 20,000 × 64, k 256, 20 rounds", "sklearn", Gate.Each6, 3, folder =>
        {
            var vectors = ModelInput.Load(folder, "kmeans-vectors", 20_000, 64);
            var start = vectors.narrow(0, 0, 256);
            return _ =>
            {
                var result = KMeans.Lloyd(vectors, start, 20, 0);
                return () => (object)(double[])[.. Values(result.Codes), result.Inertia];
            };
        }),
    ];

    /// <summary>The input of both sides: Gaussian codes; vectors around 400 places for k-means.</summary>
    public static void Write(string folder)
    {
        var random = new SeededRandom(11);
        ModelInput.Save(folder, "codes", ModelInput.Gaussian(random, 8192 * 64));
        ModelInput.Save(folder, "code-vectors", ModelInput.Gaussian(random, 6400 * 64));
        var places = ModelInput.Gaussian(random, 400 * 64);
        var vectors = ModelInput.Gaussian(random, 20_000 * 64);
        for (var i = 0; i < 20_000; i++)
        {
            var place = random.NextInt(400);
            for (var d = 0; d < 64; d++)
                vectors[(i * 64) + d] += places[(place * 64) + d];
        }

        ModelInput.Save(folder, "kmeans-vectors", vectors);
    }

    private static Func<object> Later(Tensor codes) => () => Values(codes);

    private static double[] Values(Tensor codes) => Array.ConvertAll(codes.data<long>().ToArray(), c => (double)c);
}
