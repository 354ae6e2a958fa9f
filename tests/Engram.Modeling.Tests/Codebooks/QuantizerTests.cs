using Engram.Modeling.Codebooks;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Codebooks;

public class QuantizerTests
{
    private static readonly VectorQuantizerConfig Small = new() { Codes = 8, Width = 4, Seed = 3 };

    [Fact]
    public void TheStraightThroughGradientIsTheIdentity()
    {
        using var scope = NewDisposeScope();
        var quantizer = new VectorQuantizer(Small with { Start = CodebookStart.Random, CommitmentWeight = 1 });
        var input = Vectors(20).requires_grad_();
        var weights = Vectors(20, 5);
        (quantizer.call(input).Vectors * weights).sum().backward();
        Assert.True(input.grad!.allclose(weights));

        // commitment alone: 2 (h - v) / n
        quantizer.eval();
        var second = input.detach().clone().requires_grad_();
        var quantized = quantizer.call(second);
        quantized.Loss.backward();
        Assert.True(second.grad!.allclose((second.detach() - quantizer.Decode(quantized.Codes)) * 2 / second.numel(), 1e-5, 1e-7));
        Assert.Empty(quantizer.parameters());
    }

    [Fact]
    public void MovingAveragesHaveTheirClosedForm()
    {
        using var scope = NewDisposeScope();
        var quantizer = new VectorQuantizer(Small with { Start = CodebookStart.Random });
        var start = quantizer.Codes.clone();
        var input = Vectors(50);
        var chosen = quantizer.call(input).Codes;
        var hot = nn.functional.one_hot(chosen, 8).to_type(float32);
        Assert.True(quantizer.Counts.allclose(hot.sum([0L]) * 0.01, 1e-5, 1e-7));
        Assert.True(quantizer.Sums.allclose(start * 0.99 + matmul(hot.t(), input) * 0.01, 1e-5, 1e-6));
        var n = quantizer.Counts;
        var smoothed = (n + 1e-5) / (n.sum() + 8e-5) * n.sum();
        var expected = where(n.gt(0).unsqueeze(1), quantizer.Sums / smoothed.unsqueeze(1), start);
        Assert.True(quantizer.Codes.allclose(expected, 1e-5, 1e-6));
    }

    [Fact]
    public void CosineCodesKeepNormOneAndIgnoreScale()
    {
        using var scope = NewDisposeScope();
        var quantizer = new VectorQuantizer(Small with { Metric = CodeMetric.Cosine });
        var input = Vectors(60);
        quantizer.call(input);
        var before = quantizer.Codes.clone();
        var chosen = quantizer.call(input).Codes;
        Assert.True(quantizer.Codes.norm(1).allclose(ones(8)));
        var unit = nn.functional.normalize(input, dim: 1);
        var first = chosen[0].ToInt64();
        var mean = unit.index_select(0, chosen.eq(first).nonzero().squeeze(1)).mean([0L]);
        Assert.True(quantizer.Codes[first].allclose(nn.functional.normalize(before[first] * 0.99 + mean * 0.01, dim: 0), 1e-5, 1e-6));
        Assert.True(quantizer.Encode(input).equal(quantizer.Encode(input * 7.5)).all().ToBoolean());
        quantizer.eval();
        Assert.Equal(0, quantizer.call(quantizer.Codes * 3).Loss.ToDouble(), 6);
    }

    [Fact]
    public void DeadCodesComeBackAndAResumedRunDrawsTheSame()
    {
        using var scope = NewDisposeScope();
        var config = Small with { Start = CodebookStart.Random, RevivalThreshold = 0.5 };
        var (quantizer, twin) = (new VectorQuantizer(config), new VectorQuantizer(config));
        var input = Vectors(200) + 10; // all far from the start: one code would take everything
        var lone = new VectorQuantizer(config with { RevivalThreshold = 0 });
        for (var step = 0; step < 30; step++)
        {
            quantizer.call(input);
            lone.call(input);
            if (step == 14)
                twin.load_state_dict(quantizer.state_dict());
            if (step > 14)
                twin.call(input);
        }

        Assert.True(CodeUsage.Of(lone.Encode(input), 8).Perplexity < 2);
        Assert.True(CodeUsage.Of(quantizer.Encode(input), 8).Perplexity > 4);
        Assert.True(twin.Codes.equal(quantizer.Codes).all().ToBoolean());
    }

    [Fact]
    public void AKMeansStartNeedsAVectorForEachCode()
    {
        using var scope = NewDisposeScope();
        var quantizer = new VectorQuantizer(Small);
        Assert.Contains("8 vectors", Assert.Throws<ArgumentException>(() => quantizer.call(Vectors(7))).Message);
        Assert.True(quantizer.call(Vectors(8)).Vectors.allclose(Vectors(8), 1e-5, 1e-6)); // one a code
    }

    [Fact]
    public void TheRotationTrickTurnsTheGradientWithTheVector()
    {
        using var scope = NewDisposeScope();
        var quantizer = new VectorQuantizer(Small with { Gradient = GradientPath.Rotation });
        quantizer.call(Vectors(40));
        quantizer.eval();
        var input = Vectors(1, 9).requires_grad_();
        var quantized = quantizer.call(input);
        var q = quantizer.Decode(quantized.Codes);
        Assert.True(quantized.Vectors.allclose(q));
        // d(q̂·out)/dz = λ ẑ: along the code, the gradient comes back along the vector
        (quantized.Vectors * q / q.norm()).sum().backward();
        Assert.True(input.grad!.allclose(input.detach() / input.detach().norm() * (q.norm() / input.detach().norm()), 1e-4, 1e-5));
    }

    [Fact]
    public void EachResidualStageLowersTheError()
    {
        using var scope = NewDisposeScope();
        var quantizer = new ResidualQuantizer(new() { Stages = 4, Stage = Small });
        var input = Vectors(500);
        for (var step = 0; step < 5; step++)
            quantizer.call(input);
        var codes = quantizer.Encode(input);
        var errors = Enumerable.Range(1, 4).Select(s => (input - quantizer.Decode(codes.narrow(-1, 0, s))).square().mean().ToDouble()).ToArray();
        Assert.All(errors.Zip(errors[1..]), pair => Assert.True(pair.Second < 0.9 * pair.First));

        quantizer.eval();
        var leaf = input.clone().requires_grad_();
        var quantized = quantizer.call(leaf);
        Assert.True(quantized.Vectors.allclose(quantizer.Decode(quantized.Codes), 1e-4, 1e-5));
        quantized.Vectors.sum().backward();
        Assert.True(leaf.grad!.allclose(ones_like(input)));
        Assert.Contains("1 to 4 levels", Assert.Throws<ArgumentException>(() => quantizer.Decode(zeros([3, 5], int64))).Message);
    }

    [Fact]
    public void CodesOfLengthOneNeedNotLowerTheError()
    {
        using var scope = NewDisposeScope();
        var quantizer = new ResidualQuantizer(new() { Stages = 2, Stage = Small with { Metric = CodeMetric.Cosine } });
        var input = nn.functional.normalize(Vectors(300), dim: 1);
        quantizer.call(input);
        var codes = quantizer.Encode(input);
        var first = quantizer.Stages[0].Decode(codes.select(-1, 0));
        var angle = (input * first).sum([1L]).clamp(-1, 1).acos();
        Assert.True((input - first).norm(1).allclose((angle / 2).sin() * 2, 1e-3, 1e-4)); // 2 sin(t/2)
        Assert.Contains((input - quantizer.Decode(codes)).norm(1).data<float>().ToArray().Zip((input - first).norm(1).data<float>().ToArray()), p => p.First > p.Second);
    }

    [Theory]
    [InlineData(new[] { 8, 5, 5, 5 }, 1000, 4)]
    [InlineData(new[] { 2, 3 }, 6, 12)]
    [InlineData(new[] { 7, 4 }, 28, 6)]
    public void EveryScalarCodeIsReachedOnceAndDecodesToItself(int[] levels, int size, int span)
    {
        using var scope = NewDisposeScope();
        var quantizer = new FiniteScalarQuantizer(new() { Levels = levels });
        Assert.Equal(size, quantizer.Size);
        manual_seed(4);
        var input = (rand(400000, levels.Length) - 0.5) * span;
        var usage = CodeUsage.Of(quantizer.Encode(input), size);
        Assert.Equal(0, usage.Dead);
        var all = quantizer.Decode(arange(size, int64));
        Assert.True(all.abs().max().ToDouble() <= 1);
        Assert.Equal(size, all.unique(dim: 0).Item1.shape[0]);
        for (var d = 0; d < levels.Length; d++)
            Assert.Equal(levels[d], all.select(1, d).unique().Item1.shape[0]);
    }

    [Fact]
    public void PerplexityCountsCodesInUse()
    {
        using var scope = NewDisposeScope();
        var usage = CodeUsage.Of(tensor((long[])[0, 0, 1, 1, 4, 4]), 6);
        Assert.Equal(3, usage.Perplexity, 12);
        Assert.Equal(3, usage.Dead);
        Assert.Equal(0, CodeUsage.Of(zeros([0], int64), 6).Perplexity);
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeUsage.Of(tensor((long[])[6]), 6));
    }

    private static Tensor Vectors(int count, long seed = 1)
    {
        manual_seed(seed);
        return randn(count, 4);
    }
}
