using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Torch.Tests.Optim;

/// <summary>Twenty steps of every optimiser lead where python3-torch's lead (tests/oracles/torch_optimisers.py).</summary>
public class OptimiserParityTests
{
    private static readonly int[] Shown = [1, 2, 3, 5, 10, 20];

    private static readonly Dictionary<string, double[][]> Expected = JsonSerializer.Deserialize<Dictionary<string, double[][]>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_optimisers.json")))!;

    internal static readonly Dictionary<string, Func<Parameter, Parameter, optim.Optimizer>> Cases = new()
    {
        ["Adadelta"] = (a, b) => optim.Adadelta([a, b], 0.5), ["Adadelta options"] = (a, b) => optim.Adadelta([a, b], 0.5, 0.8, 1e-5, 0.1, maximize: true),
        ["Adagrad"] = (a, b) => optim.Adagrad([a, b], 0.1), ["Adagrad options"] = (a, b) => optim.Adagrad([a, b], 0.1, 0.05, 0.1, 0.2, 1e-6),
        ["Adam"] = (a, b) => optim.Adam([a, b], 0.01), ["Adam options"] = (a, b) => optim.Adam([a, b], 0.01, 0.8, 0.95, 1e-6, 0.1, amsgrad: true, maximize: true),
        ["AdamW"] = (a, b) => optim.AdamW([a, b], 0.01), ["AdamW options"] = (a, b) => optim.AdamW([a, b], 0.01, 0.8, 0.95, 1e-6, 0.1, amsgrad: true, maximize: true),
        ["Adamax"] = (a, b) => optim.Adamax([a, b], 0.02), ["Adamax options"] = (a, b) => optim.Adamax([a, b], 0.02, 0.8, 0.95, 1e-6, 0.1),
        ["ASGD"] = (a, b) => optim.ASGD([a, b], 0.05), ["ASGD options"] = (a, b) => optim.ASGD([a, b], 0.05, 0.01, 0.6, 4, 0.1),
        ["NAdam"] = (a, b) => optim.NAdam([a, b], 0.02), ["NAdam options"] = (a, b) => optim.NAdam([a, b], 0.02, 0.8, 0.95, 1e-6, 0.1, 0.01),
        ["RAdam"] = (a, b) => optim.RAdam([a, b], 0.02), ["RAdam options"] = (a, b) => optim.RAdam([a, b], 0.02, 0.8, 0.9, 1e-6, 0.1),
        ["RMSProp"] = (a, b) => optim.RMSProp([a, b], 0.01), ["RMSProp options"] = (a, b) => optim.RMSProp([a, b], 0.01, 0.9, 1e-6, 0.1, 0.7, true, maximize: true),
        ["Rprop"] = (a, b) => optim.Rprop([a, b], 0.02), ["Rprop options"] = (a, b) => optim.Rprop([a, b], 0.02, 0.4, 1.5, 1e-3, 0.1),
        ["SGD"] = (a, b) => optim.SGD([a, b], 0.05), ["SGD options"] = (a, b) => optim.SGD([a, b], 0.002, 0.6, 0.1, 0.1, maximize: true), ["SGD nesterov"] = (a, b) => optim.SGD([a, b], 0.05, 0.9, nesterov: true),
        ["LBFGS"] = (a, b) => optim.LBFGS([a, b], 0.1, max_iter: 4), ["LBFGS options"] = (a, b) => optim.LBFGS([a, b], 0.5, 6, 5, 1e-5, 1e-9, 3),
        ["Adadelta groups"] = (a, b) => optim.Adadelta([new([a], new Adadelta.Options { LearningRate = 0.3, rho = 0.7 }), new Adadelta.ParamGroup([b], new Adadelta.Options())], 0.5),
        ["Adagrad groups"] = (a, b) => optim.Adagrad([new([a], 0.3), new Adagrad.ParamGroup([b], 0.1)]),
        ["Adam groups"] = (a, b) => optim.Adam([new([a], 0.3, 0.7, 0.8), new Adam.ParamGroup([b], new Adam.Options())], 0.01),
        ["AdamW groups"] = (a, b) => optim.AdamW([new([a], new AdamW.Options { LearningRate = 0.3 }), new AdamW.ParamGroup([b], new AdamW.Options())], 0.01, weight_decay: 0.1),
        ["Adamax groups"] = (a, b) => optim.Adamax([new([a], 0.3), new Adamax.ParamGroup([b], 0.01)]),
        ["ASGD groups"] = (a, b) => optim.ASGD([new ParamGroup<ASGD.Options>([a], new() { LearningRate = 0.02, lambd = 0.1 }), new ASGD.ParamGroup([b], new ASGD.Options())], 0.1),
        ["NAdam groups"] = (a, b) => optim.NAdam([new([a], 0.3), new NAdam.ParamGroup([b], 0.01)]),
        ["RAdam groups"] = (a, b) => optim.RAdam([new([a], 0.3), new RAdam.ParamGroup([b], 0.01)]),
        ["RMSProp groups"] = (a, b) => optim.RMSProp([new([a], 0.03, momentum: 0.5), new RMSProp.ParamGroup([b], 0.01)]),
        ["Rprop groups"] = (a, b) => optim.Rprop([new([a], 0.3), new Rprop.ParamGroup([b], 0.01)]),
        ["SGD groups"] = (a, b) => optim.SGD([new([a], 0.03, 0.5), new SGD.ParamGroup([b], new SGD.Options())], 0.01),
    };

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void TwentyStepsTakePythonsPath(string name)
    {
        var (a, b) = Start();
        using var optimizer = Cases[name](a, b);
        var rows = new Queue<double[]>(Expected[name]);
        for (var step = 1; step <= 20; step++)
        {
            Advance(optimizer, a, b, step);
            if (Shown.Contains(step))
                Close(rows.Dequeue(), a, b, $"{name}, step {step}");
        }

        Assert.Empty(rows);
    }

    [Fact]
    public void EveryOptimiserTypeAndEveryFixtureHasACase()
    {
        var types = typeof(Adam).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(optim.Optimizer)) && !t.IsAbstract).Select(t => t.Name).ToList();
        Assert.Equal(12, types.Count);
        Assert.DoesNotContain(types, t => !Cases.ContainsKey(t));
        Assert.Equal(Expected.Keys.Order(), Cases.Keys.Order());
    }

    internal static (Parameter A, Parameter B) Start() => (nn.Parameter(linspace(-1, 1.5, 6, float64).reshape(3, 2)), nn.Parameter(linspace(2, -1, 4, float64)));

    internal static void Advance(optim.Optimizer optimizer, Parameter a, Parameter b, int step) => optimizer.step(() =>
    {
        optimizer.zero_grad();
        var loss = (a.sin() * arange(1.0, 7.0, dtype: float64).reshape(3, 2)).sum() + (a.square().sum() * 1.5);
        if (step % 3 != 0)
            loss = loss + (b * a.sum()).cos().sum() + (b.pow(4).sum() * 0.1);
        loss.backward();
        return loss;
    });

    internal static void Close(double[] expected, Tensor a, Tensor b, string what)
    {
        var actual = cat([a.detach().reshape(-1), b.detach().reshape(-1)]).data<double>().ToArray();
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * (1 + Math.Abs(expected[i])), $"{what} [{i}]: expected {expected[i]}, got {actual[i]}");
    }
}
