using System.Runtime.InteropServices;
using Engram.Benchmarks.Signals;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Benchmarks.Models;

/// <summary>Numbers and weights that both sides of a model duel read.</summary>
internal static class ModelInput
{
    public static double[] Gaussian(SeededRandom random, int count, double deviation = 1) => [.. Enumerable.Range(0, count).Select(_ => deviation * random.NextGaussian())];

    public static void Save(string folder, string name, double[] values)
    {
        using var file = File.Create(Path.Combine(folder, name + ".f64"));
        file.Write(MemoryMarshal.AsBytes<double>(values));
    }

    public static Tensor Load(string folder, string name, params long[] shape) => tensor(DuelInput.Load(folder, name, 1)[0]).reshape(shape).to(float32);

    /// <summary>Writes the parameters one after another.</summary>
    public static void SaveWeights(string folder, string name, nn.Module model) =>
        Save(folder, name, [.. model.parameters().SelectMany(p => p.detach().to_type(float64).contiguous().data<double>().ToArray())]);

    public static void LoadWeights(string folder, string name, nn.Module model)
    {
        using var _ = no_grad();
        using var all = Load(folder, name, -1);
        long at = 0;
        foreach (var parameter in model.parameters())
        {
            parameter.copy_(all.narrow(0, at, parameter.numel()).reshape(parameter.shape));
            at += parameter.numel();
        }
    }

    /// <summary>Of each parameter the logarithm of its largest gradient and all its gradients as shares of that, so that 1e-4 is relative to each tensor.</summary>
    public static double[] Gradients(IEnumerable<Tensor> parameters) => [.. parameters.SelectMany(p =>
    {
        var gradient = p.grad!.to_type(float64).contiguous().data<double>().ToArray();
        var largest = gradient.Max(Math.Abs);
        return gradient.Select(g => g / largest).Prepend(Math.Log(largest));
    })];
}
