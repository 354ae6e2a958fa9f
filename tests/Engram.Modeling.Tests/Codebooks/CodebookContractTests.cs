using Engram.Modeling.Codebooks;
using TorchSharp;
using Xunit.Sdk;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Codebooks;

public class CodebookContractTests
{
    private static readonly VectorQuantizerConfig Vector = new() { Codes = 16, Width = 3, Seed = 5 };

    private static readonly (string Name, Type Type, Func<nn.Module<Tensor, Quantized>> Create)[] Cases =
    [
        ("k-means", typeof(KMeansCodebook), () => new KMeansCodebook(new() { Codes = 16, Width = 3, Seed = 5 })),
        ("vector", typeof(VectorQuantizer), () => new VectorQuantizer(Vector)),
        ("vector, cosine", typeof(VectorQuantizer), () => new VectorQuantizer(Vector with { Metric = CodeMetric.Cosine })),
        ("vector, rotation", typeof(VectorQuantizer), () => new VectorQuantizer(Vector with { Gradient = GradientPath.Rotation, RevivalThreshold = 1 })),
        ("residual", typeof(ResidualQuantizer), () => new ResidualQuantizer(new() { Stages = 3, Stage = Vector })),
        ("finite scalar", typeof(FiniteScalarQuantizer), () => new FiniteScalarQuantizer(new() { Levels = [8, 5, 4] })),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void KeepsTheContract(string name)
    {
        var create = Array.Find(Cases, c => c.Name == name).Create;
        CodebookContract.Verify(() => Trained(create()), create);
    }

    [Fact]
    public void EveryPublicCodebookHasACase() => Assert.Equal(
        typeof(ICodebook).Assembly.GetExportedTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(ICodebook))).OrderBy(t => t.Name),
        Cases.Select(c => c.Type).Distinct().OrderBy(t => t.Name));

    [Fact]
    public void TheContractCatchesACodebookThatTakesTheSecondNearest() => Assert.ThrowsAny<XunitException>(
        () => CodebookContract.Verify(() => new SecondNearest((KMeansCodebook)Trained(Cases[0].Create())), Cases[0].Create));

    private static ICodebook Trained(nn.Module<Tensor, Quantized> module)
    {
        using var scope = NewDisposeScope();
        var data = CodebookContract.Data();
        if (module is KMeansCodebook kmeans)
            kmeans.Fit(data);
        module.train();
        for (var step = 0; step < 5; step++)
            module.call(data);
        return (ICodebook)module;
    }

    private sealed class SecondNearest(KMeansCodebook inner) : ICodebook
    {
        public long Width => inner.Width;

        public long Size => inner.Size;

        public int Levels => 1;

        public Tensor Encode(Tensor vectors)
        {
            inner.Encode(vectors); // its checks
            return cdist(vectors.reshape(-1, 3), inner.Centres).topk(2, 1, largest: false).Item2.select(1, 1).reshape(vectors.shape[..^1]);
        }

        public Tensor Decode(Tensor codes) => inner.Decode(codes);
    }
}
