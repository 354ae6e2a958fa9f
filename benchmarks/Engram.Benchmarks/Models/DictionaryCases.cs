using Engram.Benchmarks.Signals;
using Engram.Interpretability.Dictionaries;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Benchmarks.Models;

/// <summary>A sparse autoencoder with the 32 largest of 4,096 features; the peer decodes all of them, as torch has it.</summary>
internal static class DictionaryCases
{
    private const int Batch = 4096;
    private const int Size = 256;

    public static IReadOnlyList<SignalCase> All { get; } =
    [
        new("D10", "sae-step", "TopK SAE step, 4,096 × 256, width 4,096, k 32, Adam", "torch", Gate.Each5, 3, folder =>
        {
            var (dictionary, x) = Prepare(folder);
            var optimizer = optim.Adam(dictionary.parameters(), 1e-3);
            return threads =>
            {
                set_num_threads(threads);
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var loss = nn.functional.mse_loss(dictionary.Decode(dictionary.Activate(x)), x);
                loss.backward();
                optimizer.step();
                return (double[])[loss.ToDouble()];
            };
        }),
        new("D10", "sae-encode", "TopK SAE, encode only", "torch", Gate.Exact, 3, folder =>
        {
            var (dictionary, x) = Prepare(folder);
            return threads =>
            {
                set_num_threads(threads);
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var indices = dictionary.Activate(x).Indices.DetachFromDisposeScope();
                return () => (object)Array.ConvertAll(indices.sort(1).Item1.data<long>().ToArray(), i => (double)i);
            };
        }),
    ];

    /// <summary>The input of both sides.</summary>
    public static void Write(string folder)
    {
        var random = new SeededRandom(10);
        manual_seed(10);
        using var dictionary = Dictionary();
        using (no_grad())
            dictionary.EncoderBias.copy_(randn(4096) * 0.05);
        ModelInput.SaveWeights(folder, "sae", dictionary);
        ModelInput.Save(folder, "sae-input", ModelInput.Gaussian(random, Batch * Size));
    }

    private static (SparseDictionary Dictionary, Tensor Input) Prepare(string folder)
    {
        var dictionary = Dictionary();
        ModelInput.LoadWeights(folder, "sae", dictionary);
        return (dictionary, ModelInput.Load(folder, "sae-input", Batch, Size));
    }

    private static SparseDictionary Dictionary() => new(new() { InputSize = Size, OutputSize = Size, Width = 4096, ActiveFeatures = 32 });
}
