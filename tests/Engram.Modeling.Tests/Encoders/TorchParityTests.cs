using System.Text.Json;
using Engram.Modeling.Decoders;
using Engram.Modeling.Encoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Encoders;

/// <summary>Blocks with equal weights give torch's values and gradients (tests/oracles/modeling_blocks.py).</summary>
public class TorchParityTests
{
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "blocks.json"))).RootElement;

    private static readonly (string Torch, string Own)[] BlockNames =
    [
        ("self_attn.in_proj_", "attention.projection."), ("self_attn.out_proj.", "attention.output."), ("linear1.", "feed_forward.input."),
        ("linear2.", "feed_forward.output."), ("norm1.", "attention_norm."), ("norm2.", "feed_forward_norm."),
    ];

    [Theory]
    [InlineData("pre", "relu")]
    [InlineData("pre", "gelu")]
    [InlineData("post", "relu")]
    [InlineData("post", "gelu")]
    public void TransformerBlockIsTorchs(string placement, string activation)
    {
        using var scope = NewDisposeScope();
        var config = new TokenTransformerConfig
        {
            Width = 6,
            Depth = 1,
            Heads = 2,
            FeedForwardWidth = 10,
            Placement = placement == "pre" ? NormPlacement.Pre : NormPlacement.Post,
            FeedForward = activation == "relu" ? FeedForwardKind.Relu : FeedForwardKind.Gelu,
            FinalNorm = false,
        };
        using var transformer = new TokenTransformer(config);
        var name = $"block {placement} {activation}";
        Fill(name, transformer, n => "blocks.0." + Renamed(n));
        Check(name, x => transformer.Encode(x).Tokens);
        Check(name, x => transformer.Encode(x, keepAttention: true).Tokens);
        var padding = tensor(new[] { false, false, false, false, true, false, false, false, false, false }).reshape(2, 5);
        Check($"{name} padded", x => transformer.Encode(x, padding).Tokens.narrow(1, 0, 4));
        Check($"{name} padded", x => transformer.Encode(x, padding, keepAttention: true).Tokens.narrow(1, 0, 4));
    }

    [Fact]
    public void AttentionWeightsAndCrossAttentionAreTorchs()
    {
        using var scope = NewDisposeScope();
        using var attention = new MultiHeadAttention(6, 3);
        Fill("attention weights", attention, n => n.Replace("in_proj_", "projection.", StringComparison.Ordinal).Replace("out_proj.", "output.", StringComparison.Ordinal));
        Check("attention weights", x =>
        {
            List<Tensor> weights = [];
            attention.call(x, x, new() { Weights = weights });
            return weights[0];
        });
        Check("cross attention", x => attention.call(x, Wave([2, 3, 6], 4), AttentionContext.None));
    }

    [Fact]
    public void RmsNormIsItsFormula()
    {
        using var scope = NewDisposeScope();
        using var norm = new RmsNorm(6);
        Put(norm, "weight", Wave([6], 0) + 1);
        Check("rms norm", norm.call);

        // RMSNorm(c x) = RMSNorm(x) for c > 0.
        using var plain = new RmsNorm(6, 1e-30);
        EncoderBattery.Close(plain.call(Wave([2, 6], 1)), plain.call(Wave([2, 6], 1) * 17), "scale", 1e-6);
    }

    [Theory]
    [InlineData("geglu", FeedForwardKind.Geglu)]
    [InlineData("swiglu", FeedForwardKind.Swiglu)]
    public void GatedFeedForwardIsItsFormula(string name, FeedForwardKind kind)
    {
        using var scope = NewDisposeScope();
        using var block = new FeedForward(6, 4, kind);
        var k = 0;
        foreach (var parameter in (string[])["input.weight", "input.bias", "output.weight", "output.bias"])
            Put(block, parameter, Wave(block.get_parameter(parameter)!.shape, k++));
        Check(name, block.call);
    }

    [Fact]
    public void EegNetIsTorchs()
    {
        using var scope = NewDisposeScope();
        using var network = new EegNet(new() { Channels = 5, TemporalFilters = 3, PointwiseFilters = 4, TemporalKernel = 4, SeparableKernel = 3, FirstPool = 2, SecondPool = 4, Dropout = 0 });
        Fill("eegnet", network, n => n);
        network.eval();
        Check("eegnet", network.call);
    }

    [Fact]
    public void ResNetIsTorchs()
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new() { Dimensions = 1, InputChannels = 2, Widths = [3, 4], BlocksPerStage = 1, StemKernel = 5 });
        Dictionary<string, string> parts = new()
        {
            ["a1"] = "stages.0.first", ["an1"] = "stages.0.first_norm", ["a2"] = "stages.0.second", ["an2"] = "stages.0.second_norm",
            ["b1"] = "stages.1.first", ["bn1"] = "stages.1.first_norm", ["b2"] = "stages.1.second", ["bn2"] = "stages.1.second_norm",
            ["bs"] = "stages.1.shortcut", ["bsn"] = "stages.1.shortcut_norm",
        };
        Fill("resnet", network, n => parts.TryGetValue(n.Split('.')[0], out var part) ? $"{part}.{n.Split('.')[1]}" : n);
        network.eval();
        Check("resnet", network.call);
    }

    [Fact]
    public void RecurrentLayersAreTorchs()
    {
        using var scope = NewDisposeScope();
        using var network = new RecurrentEncoder(new() { InputWidth = 3, HiddenWidth = 4, Layers = 2, Cell = RecurrentCell.Lstm, Bidirectional = true });
        Fill("lstm both ways", network, n =>
        {
            var back = n.EndsWith("_reverse", StringComparison.Ordinal);
            var plain = n.Replace("_reverse", "", StringComparison.Ordinal);
            return $"{(back ? "backwards" : "forwards")}.{plain[^1]}.lstm.{plain[..^1]}0";
        });
        Check("lstm both ways", network.call);
    }

    [Fact]
    public void ConformerIsItsFormula()
    {
        using var scope = NewDisposeScope();
        using var network = new Conformer(new() { Width = 6, Depth = 1, Heads = 2, Kernel = 3, FeedForwardWidth = 9, Dropout = 0 });
        Fill("conformer", network, n => $"blocks.0.{n}");
        network.eval();
        Check("conformer", network.call);
    }

    [Fact]
    public void UNetIsItsFormula()
    {
        using var scope = NewDisposeScope();
        using var network = new UNet(new() { Dimensions = 1, InputChannels = 3, OutputChannels = 2, Widths = [4, 8], Groups = 2, ConditionWidth = 3, Attention = true });
        Fill("unet", network, n => n);
        Check("unet", x => network.call(x, x.mean([2])));
    }

    [Fact]
    public void StateSpaceConvolutionIsTheComplexRecurrence()
    {
        using var scope = NewDisposeScope();
        using var layer = new S4dLayer(2, 3);
        Put(layer, "log_step", Wave([2], 0) - 2);
        Put(layer, "log_decay", Wave([2, 3], 1));
        Put(layer, "frequency", Wave([2, 3], 2) * 4);
        Put(layer, "output", Wave([2, 3, 2], 3));
        Put(layer, "skip", Wave([2], 4));
        Check("s4d", layer.call);
    }

    /// <summary>The deliberate mutation: one weight a hair off.</summary>
    [Fact]
    public void AWeightThatIsOffIsCaught()
    {
        using var scope = NewDisposeScope();
        using var norm = new RmsNorm(6);
        var gain = Wave([6], 0) + 1;
        gain[3] += 1e-6;
        Put(norm, "weight", gain);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Check("rms norm", norm.call));
    }

    private static string Renamed(string name)
    {
        foreach (var (torch, own) in BlockNames)
            name = name.Replace(torch, own, StringComparison.Ordinal);
        return name;
    }

    // The oracle's weights: the k-th parameter is wave(shape, k), plus 1 for the gain of a norm.
    private static void Fill(string name, nn.Module module, Func<string, string> rename)
    {
        var k = 0;
        foreach (var entry in Cases.GetProperty(name).GetProperty("parameters").EnumerateObject())
        {
            var own = rename(entry.Name);
            var gain = own.EndsWith(".weight", StringComparison.Ordinal) && own.Contains("norm", StringComparison.Ordinal) ? 1 : 0;
            Put(module, own, Wave([.. entry.Value.EnumerateArray().Select(s => s.GetInt64())], k++) + gain);
        }

        Assert.Equal(k, module.named_parameters().Count());
    }

    private static void Put(nn.Module module, string name, Tensor value)
    {
        module.to(ScalarType.Float64);
        using var _ = no_grad();
        module.get_parameter(name)!.copy_(value);
    }

    private static Tensor Wave(long[] shape, int k) =>
        (linspace(-1, 1, shape.Aggregate(1L, (a, b) => a * b), dtype: ScalarType.Float64) * (3 + k)).sin().reshape(shape) * 0.5;

    private static void Check(string name, Func<Tensor, Tensor> block)
    {
        var expected = Cases.GetProperty(name);
        var x = Wave([.. expected.GetProperty("input").EnumerateArray().Select(s => s.GetInt64())], 7).detach().requires_grad_();
        var y = block(x);
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64()), y.shape);
        (y * Wave(y.shape, 2)).sum().backward();
        Same("result", y);
        Same("gradient", x.grad!);

        void Same(string part, Tensor actual)
        {
            var values = actual.detach().contiguous().reshape(-1).data<double>().ToArray();
            var wanted = expected.GetProperty(part).EnumerateArray().Select(v => v.GetDouble()).ToArray();
            for (var i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(wanted[i] - values[i]) < Tolerance, $"{name}, {part} {i}: expected {wanted[i]}, got {values[i]}");
        }
    }
}
