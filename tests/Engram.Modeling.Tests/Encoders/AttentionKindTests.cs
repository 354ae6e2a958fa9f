using System.Text.Json;
using Engram.Modeling.Encoders;
using Engram.Modeling.Positions;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Encoders;

/// <summary>Relative and linear attention against their formulas in torch (tests/oracles/relative_attention.py).</summary>
public class AttentionKindTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "relative_attention.json"))).RootElement;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DistancesAreAddedToTheScores(bool keepsWeights)
    {
        using var scope = NewDisposeScope();
        using var attention = Identity(new MultiHeadAttention(6, 2, projectionBias: false, outputBias: false, relativeLength: 7));
        using (no_grad())
            attention.get_parameter("relative.distances")!.copy_(Wave([13, 3], 4));
        Same("relative", Attended(attention, keepsWeights ? [] : null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LinearAttentionIsItsFormula(bool keepsWeights)
    {
        using var scope = NewDisposeScope();
        using var attention = Identity(new MultiHeadAttention(6, 2, projectionBias: false, outputBias: false, kind: AttentionKind.Linear));
        List<Tensor> weights = [];
        Same("linear", Attended(attention, keepsWeights ? weights : null));
        if (keepsWeights)
            Same("linear", matmul(weights[0], Wave([1, 2, 5, 3], 3)));
    }

    // Heads are taken together where they are narrow and one by one where they are wide: both are the formula, which is also what the kept weights say.
    [Theory]
    [InlineData(32, 4)]
    [InlineData(96, 3)]
    public void LinearAttentionOfNarrowAndWideHeadsIsItsWeightsTimesValues(int width, int heads)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var attention = new MultiHeadAttention(width, heads, outputBias: false, kind: AttentionKind.Linear);
        using (no_grad())
            attention.Output.weight!.copy_(eye(width));
        var tokens = randn(2, 5, width);
        List<Tensor> weights = [];
        var attended = attention.call(tokens, tokens, new() { Weights = weights });
        var projection = (TorchSharp.Modules.Linear)attention.named_modules().First(m => m.name == "projection").module;
        var values = projection.call(tokens).chunk(3, -1)[2].unflatten(-1, [heads, width / heads]).transpose(1, 2);
        Assert.True(attended.allclose(matmul(weights[0], values).transpose(1, 2).flatten(2), 1e-4, 1e-6));
    }

    [Fact]
    public void LinearAttentionKnowsNoDistancesAndHidesKeysFromAllQueriesAlike()
    {
        Assert.Throws<Modeling.Configuration.ConfigException>(() => new MultiHeadAttention(6, 2, relativeLength: 4, kind: AttentionKind.Linear));
        Assert.Throws<Modeling.Configuration.ConfigException>(() => new TokenTransformer(new() { Width = 6, Depth = 1, Heads = 2, Attention = AttentionKind.Linear, RelativeLength = 4 }));
        using var attention = new MultiHeadAttention(6, 2, kind: AttentionKind.Linear);
        var tokens = zeros(1, 4, 6);
        Assert.Contains("[batch, head, 1, key]", Assert.Throws<ArgumentException>(() => attention.call(tokens, tokens, new() { Bias = zeros(1, 1, 4, 4) })).Message);
    }

    [Fact]
    public void AShorterSequenceHasTheScoresOfItsPartOfALongerOne()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var relative = new RelativePosition(new() { Width = 4, Length = 9 });
        var queries = randn(2, 9, 4);
        var all = relative.call(queries);
        for (var count = 1; count < 9; count++)
            Assert.True(relative.call(queries.narrow(1, 0, count)).allclose(all.narrow(1, 0, count).narrow(2, 0, count)));
        Assert.Equal((queries[1, 5] * relative.Distances[5 - 2 + 8]).sum().ToDouble(), all[1, 5, 2].ToDouble(), 6);
    }

    // token t is the unit vector e_t, and the projection's column t holds the oracle's query, key and value of t
    private static Tensor Attended(MultiHeadAttention attention, List<Tensor>? weights)
    {
        var tokens = eye(5, 6, dtype: float64).unsqueeze(0);
        return attention.call(tokens, tokens, new() { Weights = weights }).reshape(1, 5, 2, 3).transpose(1, 2);
    }

    private static MultiHeadAttention Identity(MultiHeadAttention attention)
    {
        attention.to(float64);
        using var _ = no_grad();
        Tensor Joined(int step) => Wave([1, 2, 5, 3], step).transpose(1, 2).reshape(5, 6);
        attention.get_parameter("projection.weight")!.copy_(cat([cat([Joined(1), Joined(2), Joined(3)], 1).t(), zeros(18, 1, dtype: float64)], 1));
        attention.get_parameter("output.weight")!.copy_(eye(6, dtype: float64));
        return attention;
    }

    private static Tensor Wave(long[] shape, int step) =>
        (arange(shape.Aggregate((a, b) => a * b), dtype: float64) * (0.7 * step) + (0.1 * step)).sin().reshape(shape);

    private static void Same(string name, Tensor actual) =>
        Assert.All(Expected.GetProperty(name).EnumerateArray().Zip(actual.contiguous().data<double>().ToArray()), p => Assert.Equal(p.First.GetDouble(), p.Second, 10));
}
