using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Torch.Tests;

/// <summary>The same expressions as tests/oracles/torch_parity.py, on the same inputs: value and gradient must agree.</summary>
public class ParityTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_parity.json"))).RootElement;

    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Expressions = new()
    {
        ["exp"] = x => x[0].exp(), ["tanh"] = x => x[0].tanh(), ["sigmoid"] = x => x[0].sigmoid(), ["sin"] = x => x[0].sin(), ["abs"] = x => x[0].abs(),
        ["square"] = x => x[0].square(), ["log1p"] = x => x[0].log1p(), ["sqrt"] = x => x[0].sqrt(), ["log"] = x => x[0].log(), ["erf"] = x => x[0].erf(),
        ["expm1"] = x => x[0].expm1(), ["rsqrt"] = x => x[0].rsqrt(), ["reciprocal"] = x => x[0].reciprocal(),
        ["F.relu"] = x => F.relu(x[0]), ["F.gelu"] = x => F.gelu(x[0]), ["F.silu"] = x => F.silu(x[0]), ["F.softplus"] = x => x[0].softplus(),
        ["F.leaky_relu"] = x => x[0].leaky_relu(0.01), ["F.elu"] = x => x[0].elu(), ["F.selu"] = x => x[0].selu(), ["F.mish"] = x => F.mish(x[0]),
        ["F.hardswish"] = x => x[0].hardswish(), ["F.logsigmoid"] = x => x[0].log_sigmoid(),
        ["softmax"] = x => x[0].softmax(-1), ["log_softmax"] = x => x[0].log_softmax(0), ["sum_dim"] = x => x[0].sum([0L]), ["mean_keepdim"] = x => x[0].mean([1], keepdim: true),
        ["std"] = x => x[0].std([1L]), ["var_biased"] = x => x[0].var([0L], unbiased: false), ["logsumexp"] = x => x[0].logsumexp(1), ["cumsum"] = x => x[0].cumsum(1),
        ["amax"] = x => x[0].amax([1L]), ["norm"] = x => x[0].norm(), ["matmul"] = x => matmul(x[0], x[1]), ["bmm"] = x => bmm(x[0], x[1]),
        ["einsum"] = x => einsum("bij,bjk->bik", x[0], x[1]), ["cdist"] = x => cdist(x[0], x[1]), ["cat"] = x => cat([x[0], x[1]], 1), ["stack"] = x => stack([x[0], x[1]], 1),
        ["where"] = x => where(x[0] > 0, x[0], x[1]), ["index_select"] = x => x[0].index_select(1, x[1]), ["gather"] = x => x[0].gather(1, x[1]),
        ["slice"] = x => x[0][TensorIndex.Colon, TensorIndex.Slice(1, 4, 2)], ["advanced_index"] = x => x[0][TensorIndex.Tensor(x[1])],
        ["permute"] = x => x[0].permute(2, 0, 1), ["flip"] = x => x[0].flip(1), ["roll"] = x => x[0].roll(1, 1), ["topk"] = x => x[0].topk(2, 1).Item1,
        ["sort"] = x => x[0].sort(1).Item1, ["clamp"] = x => x[0].clamp(-0.5, 0.5), ["pow"] = x => x[0].pow(3),
        ["linear"] = x => F.linear(x[0], x[1], x[2]), ["layer_norm"] = x => F.layer_norm(x[0], [4], x[1], x[2]), ["group_norm"] = x => F.group_norm(x[0], 2, x[1], x[2]),
        ["mse_loss"] = x => F.mse_loss(x[0], x[1]), ["l1_loss"] = x => F.l1_loss(x[0], x[1]), ["cross_entropy"] = x => F.cross_entropy(x[0], x[1]),
        ["cross_entropy_smooth"] = x => F.cross_entropy(x[0], x[1], label_smoothing: 0.1), ["bce_logits"] = x => F.binary_cross_entropy_with_logits(x[0], x[1].sigmoid()),
        ["kl_div_log_target"] = x => F.kl_div(x[0].log_softmax(1), x[1].log_softmax(1)), ["normalize"] = x => F.normalize(x[0]),
        ["cosine_similarity"] = x => F.cosine_similarity(x[0], x[1]), ["pad_constant"] = x => F.pad(x[0], [1L, 2L], PaddingModes.Constant, 0.5),
        ["pad_reflect"] = x => F.pad(x[0], (1, 2), PaddingModes.Reflect), ["attention"] = x => F.scaled_dot_product_attention(x[0], x[1], x[2]),
        ["attention_causal"] = x => F.scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true), ["svd_values"] = x => linalg.svd(x[0]).Item2,
        ["eigvalsh"] = x => linalg.eigvalsh(matmul(x[0], x[0].T)), ["solve"] = x => linalg.solve(x[0], x[1]), ["rfft_power"] = x => fft.rfft(x[0]).abs().square(),
    };

    public static TheoryData<string> Names() => [.. Fixture.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ValueAndGradientEqualPythons(string name)
    {
        var expected = Fixture.GetProperty("cases").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);
        var inputs = expected.GetProperty("inputs").EnumerateArray().Select(Input).ToArray();
        var result = Expressions[name](inputs);
        Assert.Equal(Numbers(expected.GetProperty("shape")).Select(v => (long)v), result.shape);
        Close(Numbers(expected.GetProperty("result")), result, name);
        var weights = result.NumberOfElements > 1 ? linspace(-1, 1, result.NumberOfElements, float64).reshape(result.shape) : ones_like(result);
        (result * weights).sum().backward();
        var gradients = expected.GetProperty("gradients").EnumerateArray().ToArray();
        var variables = inputs.Where(i => i.requires_grad).ToArray();
        for (var i = 0; i < variables.Length; i++)
        {
            if (gradients[i].ValueKind != JsonValueKind.Null)
                Close(Numbers(gradients[i]), variables[i].grad!, $"{name}, gradient {i}");
        }
    }

    [Fact]
    public void EveryExpressionHasACase() =>
        Assert.Empty(Expressions.Keys.Except(Names().Select(n => n.Data)));

    [Theory]
    [InlineData("sgd")]
    [InlineData("sgd_momentum")]
    [InlineData("sgd_nesterov")]
    [InlineData("adam")]
    [InlineData("adam_options")]
    [InlineData("adam_maximize")]
    [InlineData("adamw")]
    public void OptimisersTakePythonsPath(string name)
    {
        var expected = Fixture.GetProperty("optimisers").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);
        var p = nn.Parameter(tensor(Numbers(expected.GetProperty("start"))).reshape(3, 2));
        optim.Optimizer optimizer = name switch
        {
            "sgd" => optim.SGD([p], 0.1),
            "sgd_momentum" => optim.SGD([p], 0.1, momentum: 0.9, dampening: 0.1, weight_decay: 0.01),
            "sgd_nesterov" => optim.SGD([p], 0.1, momentum: 0.9, nesterov: true),
            "adam" => optim.Adam([p], 0.01),
            "adam_options" => optim.Adam([p], 0.01, 0.8, 0.95, 1e-6, 0.1, amsgrad: true),
            "adam_maximize" => optim.Adam([p], 0.01, maximize: true),
            _ => optim.AdamW([p], 0.01, weight_decay: 0.1),
        };
        foreach (var point in expected.GetProperty("path").EnumerateArray())
        {
            optimizer.zero_grad();
            (p.sin() * arange(1.0, 7.0, dtype: float64).reshape(3, 2) + p.square()).sum().backward();
            optimizer.step();
            Close(Numbers(point), p, name);
        }
    }

    [Fact]
    public void SeededInitialisationGivesPythonsWeights()
    {
        foreach (var expected in Fixture.GetProperty("initialisation").EnumerateArray())
        {
            manual_seed(11);
            nn.Module module = expected.GetProperty("name").GetString() switch
            {
                "linear" => nn.Linear(3, 4),
                "layer_norm" => nn.LayerNorm(3),
                _ => nn.Embedding(5, 3),
            };
            var state = module.state_dict();
            var expectedState = expected.GetProperty("state").EnumerateObject().ToList();
            Assert.Equal(expectedState.Select(p => p.Name), state.Keys);
            foreach (var property in expectedState)
                Assert.Equal(Numbers(property.Value).Select(v => (float)v), state[property.Name].detach().data<float>().ToArray());
        }
    }

    private static Tensor Input(JsonElement input)
    {
        var values = tensor(Numbers(input.GetProperty("values"))).reshape([.. Numbers(input.GetProperty("shape")).Select(v => (long)v)]);
        return input.GetProperty("integer").GetBoolean() ? values.to_type(int64) : values.requires_grad_();
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static void Close(double[] expected, Tensor actual, string what)
    {
        var values = actual.detach().to_type(float64).data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - values[i]) <= 1e-9 * (1 + Math.Abs(expected[i])), $"{what}[{i}]: expected {expected[i]}, got {values[i]}");
    }
}
