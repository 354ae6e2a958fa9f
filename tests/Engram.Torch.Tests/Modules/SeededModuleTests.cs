using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;
using S = TorchSharp.torch.optim.lr_scheduler;

namespace Engram.Torch.Tests.Modules;

/// <summary>The modules and curves of tests/oracles/torch_modules.py: same seed, same keys, same values, same gradients.</summary>
public class SeededModuleTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_modules.json"))).RootElement;

    private static readonly Dictionary<string, Func<(nn.Module, Func<Tensor, Tensor>)>> Makers = new()
    {
        ["conv1d"] = () => Plain(nn.Conv1d(2, 3, 3L, stride: 2, padding: 1L)),
        ["conv1d_same_reflect"] = () => Plain(nn.Conv1d(2, 2, 4, Padding.Same, padding_mode: PaddingModes.Reflect)),
        ["conv2d_groups"] = () => Plain(nn.Conv2d(4, 4, (3, 2), padding: (1, 0), dilation: (1, 2), groups: 2)),
        ["conv3d"] = () => Plain(nn.Conv3d(1, 2, 2)),
        ["conv_transpose1d"] = () => Plain(nn.ConvTranspose1d(2, 3, 3, stride: 2, output_padding: 1)),
        ["conv_transpose2d"] = () => Plain(nn.ConvTranspose2d(2, 2, 3, stride: 2, padding: 1)),
        ["batch_norm1d"] = () => Plain(nn.BatchNorm1d(3)),
        ["batch_norm2d"] = () => Plain(nn.BatchNorm2d(2)),
        ["instance_norm1d"] = () => Plain(nn.InstanceNorm1d(2, affine: true)),
        ["group_norm"] = () => Plain(nn.GroupNorm(2, 4)),
        ["gru"] = () => nn.GRU(3, 4, 2, bidirectional: true) is var m ? (m, x => m.call(x).Item1) : default,
        ["gru_batch_first_state"] = () => nn.GRU(3, 4, batchFirst: true) is var m ? (m, x => m.call(x).Item2) : default,
        ["lstm"] = () => nn.LSTM(3, 4, 2) is var m ? (m, x => m.call(x).Item3) : default,
        ["rnn"] = () => nn.RNN(3, 4) is var m ? (m, x => m.call(x).Item1) : default,
        ["rnn_relu"] = () => nn.RNN(3, 4, nonLinearity: nn.NonLinearities.ReLU) is var m ? (m, x => m.call(x).Item1) : default,
        ["attention"] = () => nn.MultiheadAttention(4, 2) is var m ? (m, x => m.call(x, x, x).Item1) : default,
        ["attention_weights"] = () => nn.MultiheadAttention(4, 2, add_bias_kv: true, add_zero_attn: true) is var m ? (m, x => m.call(x, x, x).Item2!) : default,
        ["attention_masked"] = () => nn.MultiheadAttention(4, 2) is var m ? (m, x => m.call(x, x, x, attn_mask: ones(3, 3).triu(1).to_type(ScalarType.Bool)).Item1) : default,
        ["encoder_layer"] = () => Plain(nn.TransformerEncoderLayer(4, 2, 8, 0)),
        ["encoder_layer_gelu"] = () => Plain(nn.TransformerEncoderLayer(4, 2, 8, 0, nn.Activations.GELU)),
        ["encoder"] = () => nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, 0), 2) is var m ? (m, x => m.call(x)) : default,
    };

    private static readonly Dictionary<string, Func<optim.Optimizer, S.LRScheduler>> Curves = new()
    {
        ["step"] = o => S.StepLR(o, 3, 0.5), ["multistep"] = o => S.MultiStepLR(o, [2, 5, 5], 0.3), ["exponential"] = o => S.ExponentialLR(o, 0.9),
        ["constant"] = o => S.ConstantLR(o, 0.5, 4), ["linear"] = o => S.LinearLR(o, 0.25, 1, 5), ["polynomial"] = o => S.PolynomialLR(o, 8, 2),
        ["cosine"] = o => S.CosineAnnealingLR(o, 5, 0.01), ["lambda"] = o => S.LambdaLR(o, e => Math.Pow(0.95, e)), ["multiplicative"] = o => S.MultiplicativeLR(o, _ => 0.9),
        ["onecycle"] = o => S.OneCycleLR(o, 1.0, 13),
        ["onecycle_three_linear"] = o => S.OneCycleLR(o, 1.0, 13, anneal_strategy: S.impl.OneCycleLR.AnnealStrategy.Linear, three_phase: true),
        ["cyclic"] = o => S.CyclicLR(o, 0.1, 1.0, 3), ["cyclic2"] = o => S.CyclicLR(o, 0.1, 1.0, 2, 3, S.impl.CyclicLR.Mode.Triangular2),
        ["cyclic_exp"] = o => S.CyclicLR(o, 0.1, 1.0, 3, mode: S.impl.CyclicLR.Mode.ExpRange, gamma: 0.9),
        ["sequential"] = o => S.SequentialLR(o, [S.ConstantLR(o, 0.1, 2), S.ExponentialLR(o, 0.9)], [3]),
        ["chained"] = o => S.ChainedLR([S.ConstantLR(o, 0.1, 2), S.ExponentialLR(o, 0.9)]),
        ["plateau"] = o => S.ReduceLROnPlateau(o, factor: 0.5, patience: 2),
    };

    public static TheoryData<string> ModuleNames() => [.. Makers.Keys];

    public static TheoryData<string> CurveNames() => [.. Curves.Keys];

    [Theory]
    [MemberData(nameof(ModuleNames))]
    public void ModuleEqualsPythons(string name)
    {
        var expected = Find("modules", name);
        manual_seed(11);
        var (module, run) = Makers[name]();
        Assert.Equal(expected.GetProperty("keys").EnumerateArray().Select(k => k.GetString()!), module.state_dict().Keys);
        long[] shape = [.. Numbers(expected, "input").Select(v => (long)v)];
        var x = linspace(-1, 1, shape.Aggregate(1L, (a, b) => a * b)).mul(3).sin().reshape(shape).requires_grad_();
        var y = run(x);
        Close(Numbers(expected, "result"), y);
        (y * linspace(-1, 1, y.numel()).reshape(y.shape)).sum().backward();
        Close(Numbers(expected, "gradient"), x.grad!);
        foreach (var (wanted, parameter) in expected.GetProperty("parameters").EnumerateArray().Zip(module.parameters(), (a, b) => (a, b)))
        {
            if (wanted.GetArrayLength() > 0)
                Close([.. wanted.EnumerateArray().Select(e => e.GetDouble())], parameter.grad!);
            else
                Assert.Null(parameter.grad);
        }
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void CurveEqualsPythons(string name)
    {
        var optimizer = optim.SGD([nn.Parameter(zeros(1))], 0.5, momentum: 0.9);
        var scheduler = Curves[name](optimizer);
        var rates = new List<double> { optimizer.ParamGroups.First().LearningRate };
        for (var i = 0; i < 12; i++)
        {
            if (name == "plateau")
                scheduler.step(i > 2 ? 1.0 : 3.0 - i);
            else
                scheduler.step();
            rates.Add(optimizer.ParamGroups.First().LearningRate);
        }

        foreach (var (wanted, rate) in Numbers(Find("curves", name), "rates").Zip(rates))
            Assert.Equal(wanted, rate, 1e-12);
    }

    [Fact]
    public void EveryCaseOfTheFixtureIsTried()
    {
        Assert.Equal(Fixture.GetProperty("modules").EnumerateArray().Select(c => c.GetProperty("name").GetString()!), Makers.Keys);
        Assert.Equal(Fixture.GetProperty("curves").EnumerateArray().Select(c => c.GetProperty("name").GetString()!).Order(), Curves.Keys.Order());
    }

    [Fact]
    public void LoaderGivesEveryItemOnceAndTheSameOrderForTheSameSeed()
    {
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(10), arange(10) * 2), 3, shuffle: true, seed: 4);
        var passes = Enumerable.Range(0, 2).Select(_ => loader.SelectMany(b => b[0].data<long>().ToArray().Zip(b[1].data<long>().ToArray())).ToArray()).ToArray();
        Assert.Equal(4, loader.Count);
        Assert.Equal(passes[0], passes[1]);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => ((long)i, 2L * i)), passes[0].Order());
        Assert.NotEqual(passes[0].Order(), passes[0]);
    }

    [Fact]
    public void PackedSequencesComeBackPadded()
    {
        var packed = nn.utils.rnn.pack_sequence([ones(2, 3), ones(4, 3) * 2], enforce_sorted: false);
        var (padded, lengths) = nn.utils.rnn.pad_packed_sequence(packed, batch_first: true);
        Assert.Equal([2L, 4, 3], padded.shape);
        Assert.Equal([2L, 4], lengths.data<long>().ToArray());
        Assert.Equal(30f, padded.sum().ToSingle());
        var (_, last) = nn.GRU(3, 5).call(packed);
        Assert.Equal([1L, 2, 5], last.shape);
    }

    private static (nn.Module, Func<Tensor, Tensor>) Plain(nn.Module<Tensor, Tensor> module) => (module, module.call);

    private static JsonElement Find(string part, string name) => Fixture.GetProperty(part).EnumerateArray().First(c => c.GetProperty("name").GetString() == name);

    private static double[] Numbers(JsonElement owner, string property) => [.. owner.GetProperty(property).EnumerateArray().Select(e => e.GetDouble())];

    private static void Close(double[] expected, Tensor actual)
    {
        var values = actual.detach().to_type(float64).contiguous().data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - values[i]) <= 2e-5 * (1 + Math.Abs(expected[i])), $"[{i}]: expected {expected[i]}, got {values[i]}");
    }
}
