using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Benchmarks;

/// <summary>Tensor calls and training steps; the same work as torch_peer.py.</summary>
internal static class TorchDuel
{
    public static IEnumerable<Measurement> Run()
    {
        set_num_threads(1);
        var (a, b) = (Filled(2, 2), Filled(2, 2) + 1);
        yield return Measure("a + b, 2 x 2", () => (a + b).Dispose(), () => (a + b).sum().ToDouble(), 20000);
        yield return Measure("x * 2.0", () => (a * 2.0).Dispose(), () => (a * 2.0).sum().ToDouble(), 20000);
        var (m, n) = (Filled(8, 8), Filled(8, 8) + 0.1);
        yield return Measure("matmul 8 x 8", () => m.matmul(n).Dispose(), () => m.matmul(n).sum().ToDouble(), 20000);
        yield return Measure("shape[0]", () => _ = a.shape[0], () => a.shape[0], 20000);
        var one = Filled(1) + 3;
        yield return Measure("item()", () => _ = one.item<float>(), () => one.item<float>(), 20000);
        yield return Measure("x[0]", () => a[0].Dispose(), () => a[0].sum().ToDouble(), 20000);
        var (x, w, c) = (Filled(16, 32), Filled(32, 32).requires_grad_(), Filled(32).requires_grad_());
        void LinearRelu()
        {
            using var scope = NewDisposeScope();
            w.grad = null;
            c.grad = null;
            nn.functional.relu(nn.functional.linear(x, w, c)).sum().backward();
        }

        yield return Measure("linear + relu, forward and backward", LinearRelu, () =>
        {
            LinearRelu();
            return w.grad!.sum().ToDouble();
        }, 3000);

        var parameters = Enumerable.Range(0, 100).Select(_ => nn.Parameter(Filled(32, 32))).ToArray();
        foreach (var parameter in parameters)
            parameter.grad = Filled(32, 32) * 0.01;
        var adam = optim.Adam(parameters, 1e-5);
        var steps = 0;
        yield return Measure("Adam step, 100 parameters 32 x 32", () =>
        {
            adam.step();
            steps++;
        }, () => steps, 200);
        yield return Training("MLP 3 x 64, batch 32, Adam step", nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64)), Filled(32, 64), Filled(32, 64) * 0.5, 500);
        var encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(64, 4, 128, 0.0), 2);
        Fill(encoder);
        var (data, target) = (Filled(16, 8, 64), Filled(16, 8, 64) * 0.5);
        yield return Training("TransformerEncoder 2 layers d 64, Adam step", encoder, () => nn.functional.mse_loss(encoder.call(data, null, null), target), 60);
    }

    private static Measurement Training(string name, nn.Module<Tensor, Tensor> model, Tensor data, Tensor target, int repeats)
    {
        Fill(model);
        return Training(name, model, () => nn.functional.mse_loss(model.call(data), target), repeats);
    }

    private static Measurement Training(string name, nn.Module model, Func<Tensor> compute, int repeats)
    {
        var optimizer = optim.Adam(model.parameters(), 1e-4);
        double Step()
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = compute();
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        }

        var first = Step();
        return Measure(name, () => Step(), () => first, repeats);
    }

    private static void Fill(nn.Module module)
    {
        using var _ = no_grad();
        foreach (var parameter in module.parameters())
            parameter.copy_(Filled(parameter.shape) * 0.2);
    }

    // the same numbers on both sides, without a random generator
    private static Tensor Filled(params long[] shape) => ((arange(shape.Aggregate(1L, (p, s) => p * s), dtype: float64) * 0.7).sin() * 0.5).@float().reshape(shape);

    private static Measurement Measure(string name, Action work, Func<double> check, int repeats)
    {
        for (var i = 0; i < Math.Max(3, repeats / 10); i++)
            work();
        var best = double.PositiveInfinity;
        for (var round = 0; round < 15; round++) // the best of many: other work on the machine only ever adds time
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < repeats; i++)
                work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats);
        }

        return new(name, best, check());
    }
}
