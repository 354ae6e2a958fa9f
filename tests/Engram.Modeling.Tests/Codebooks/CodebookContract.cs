using Engram.Modeling.Codebooks;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Codebooks;

/// <summary>What every codebook promises. The case gives a codebook that has seen <see cref="Data"/>.</summary>
internal static class CodebookContract
{
    /// <summary>[vector, 3].</summary>
    public static Tensor Data()
    {
        manual_seed(17);
        return randn(400, 3);
    }

    /// <summary>Checks a codebook; <paramref name="fresh"/> gives one that has seen nothing.</summary>
    public static void Verify(Func<ICodebook> create, Func<nn.Module<Tensor, Quantized>> fresh)
    {
        using var scope = NewDisposeScope();
        var data = Data();
        var book = create();
        var codes = book.Encode(data.reshape(20, 20, 3));
        long[] shape = book.Levels == 1 ? [20, 20] : [20, 20, book.Levels];
        Assert.Equal(shape, codes.shape);
        Assert.Equal(int64, codes.dtype);
        Assert.InRange(codes.min().ToInt64(), 0, book.Size - 1);
        Assert.InRange(codes.max().ToInt64(), 1, book.Size - 1);
        var vectors = book.Decode(codes);
        Assert.Equal([20, 20, 3], vectors.shape);

        // a code is a fixed point, and no other code of one level is nearer
        if (book.Levels == 1)
        {
            Assert.True(book.Encode(vectors is var v && book is FiniteScalarQuantizer ? Inverse((FiniteScalarQuantizer)book, v) : v).equal(codes).all().ToBoolean(), "A code is not its own code.");
        }

        // coding loses less than the mean does
        Assert.True((vectors - Target(book, data)).square().mean().ToDouble() < 0.8 * Target(book, data).var().ToDouble(), "The codes say nothing about the data.");
        Assert.True(codes.equal(create().Encode(data.reshape(20, 20, 3))).all().ToBoolean(), "The same seed gave other codes.");

        if (book is nn.Module<Tensor, Quantized> module)
        {
            module.eval();
            var before = module.state_dict().ToDictionary(p => p.Key, p => p.Value.clone());
            var input = data.clone().requires_grad_();
            var quantized = module.call(input);
            Assert.True(quantized.Vectors.allclose(book.Decode(quantized.Codes), 1e-4, 1e-5), "Forward and Decode differ.");
            Assert.True(quantized.Codes.equal(book.Encode(data)).all().ToBoolean(), "Forward and Encode differ.");
            Assert.Equal(0, quantized.Loss.ndim);
            (quantized.Vectors.sum() + quantized.Loss).backward();
            Assert.True(input.grad!.isfinite().all().ToBoolean() && input.grad!.abs().sum().ToDouble() > 0, "No gradient reaches the encoder.");
            Assert.All(module.state_dict(), p => Assert.True(p.Value.equal(before[p.Key]).all().ToBoolean(), $"Evaluation changed {p.Key}."));

            var loaded = fresh();
            loaded.load_state_dict(module.state_dict());
            Assert.True(((ICodebook)loaded).Encode(data).equal(book.Encode(data)).all().ToBoolean(), "A loaded state gives other codes.");
        }

        Refuses(() => book.Encode(zeros(4, 2)), "width|axis");
        Refuses(() => book.Encode(zeros(0, 3)), "empty");
        Refuses(() => book.Encode(tensor(new[] { 0, float.NaN, 1 })), "NaN");
        Refuses(() => book.Decode(full(shape, book.Size, int64)), $"{book.Size - 1}");
        Refuses(() => book.Decode(full(shape, -1, int64)), "0");
        Refuses(() => book.Decode(zeros(shape)), "int64");
    }

    private static Tensor Target(ICodebook book, Tensor data) => (book switch
    {
        FiniteScalarQuantizer => data.tanh(),
        VectorQuantizer { Config.Metric: CodeMetric.Cosine } => nn.functional.normalize(data, dim: 1),
        _ => data,
    }).reshape(20, 20, 3);

    // the vector that is bounded to a code: z = atanh((q ⌊L/2⌋ + o) / h) - atanh(o / h)
    private static Tensor Inverse(FiniteScalarQuantizer book, Tensor vectors)
    {
        var levels = book.Config.Levels;
        var h = tensor(levels.Select(l => (l - 1) / 2.0 * 1.001).ToArray());
        var o = tensor(levels.Select(l => l % 2 == 0 ? 0.5 : 0.0).ToArray());
        var half = tensor(levels.Select(l => (double)(l / 2)).ToArray());
        return (((vectors.to_type(float64) * half + o) / h).atanh() - (o / h).atanh()).to_type(float32);
    }

    private static void Refuses(Action action, string pattern) => Assert.Matches(pattern, Assert.ThrowsAny<ArgumentException>(action).Message);
}
