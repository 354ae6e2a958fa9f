using Engram.Modeling.Masking;
using Engram.Signals.Randomness;
using Xunit.Sdk;

namespace Engram.Modeling.Tests.Masking;

public class MaskContractTests
{
    private static readonly Dictionary<Type, Func<IMaskSampler>> Cases = new()
    {
        [typeof(RandomMask)] = () => new RandomMask(new() { Ratio = 0.55 }),
        [typeof(BlockMask)] = () => new BlockMask(new() { Ratio = 0.8, MinimumBlock = 3 }),
        [typeof(GeometricMask)] = () => new GeometricMask(new() { Ratio = 0.4 }),
        [typeof(TubeMask)] = () => new TubeMask(new() { Ratio = 0.5, Span = 3 }),
        [typeof(ChannelMask)] = () => new ChannelMask(new() { Ratio = 0.25 }),
        [typeof(SpatialRadiusMask)] = () => new SpatialRadiusMask(new()),
        [typeof(TimeFrequencyMask)] = () => new TimeFrequencyMask(new()),
        [typeof(ComplementaryMask)] = () => new ComplementaryMask(new()),
    };

    public static TheoryData<Type> Types => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void KeepsTheContract(Type type) => MaskContract.Verify(Cases[type]);

    [Fact]
    public void EveryPublicSamplerHasACase() => Assert.Equal(
        typeof(IMaskSampler).Assembly.GetExportedTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IMaskSampler))).OrderBy(t => t.Name),
        Cases.Keys.OrderBy(t => t.Name));

    [Fact]
    public void TheContractCatchesASamplerThatMasksOneTokenTooMany() =>
        Assert.ThrowsAny<XunitException>(() => MaskContract.Verify(() => new OneTooMany()));

    [Fact]
    public void TheContractCatchesASamplerThatForgetsItsSeed() =>
        Assert.ThrowsAny<XunitException>(() => MaskContract.Verify(() => new Unseeded()));

    private sealed class OneTooMany : IMaskSampler
    {
        public int MaskedCount(TokenGrid grid) => grid.Tokens / 2;

        public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random) => new RandomMask(new() { Ratio = (MaskedCount(grid) + 1.0) / grid.Tokens }).Draw(grid, batch, random);
    }

    private sealed class Unseeded : IMaskSampler
    {
        public int MaskedCount(TokenGrid grid) => grid.Tokens / 2;

        public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random) => new RandomMask(new() { Ratio = 0.5 }).Draw(grid, batch, new(7));
    }
}
