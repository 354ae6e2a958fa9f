using Engram.Probes.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Tests;

/// <summary>The Fréchet distance against its closed forms.</summary>
public class FrechetDistanceTests
{
    private static readonly FeatureMatrix Set = randn([200, 5], dtype: float64, generator: new Generator(1)).ToFeatures();

    [Fact]
    public void ASetIsNoDistanceFromItself() => Assert.Equal(0, FrechetDistance.Of(Set, Set), 1e-6);

    [Fact]
    public void AShiftCostsItsSquare()
    {
        var shift = tensor(new[] { 1.0, -2, 0, 0.5, 3 });
        Assert.Equal(shift.square().sum().ToDouble(), FrechetDistance.Of(Set, (Set.ToTensor() + shift).ToFeatures()), 1e-6);
        Assert.Equal(14.25, FrechetDistance.Between(zeros(5, dtype: float64), eye(5, dtype: float64), shift, eye(5, dtype: float64)), 1e-9); // N(0, I) against N(m, I)
    }

    [Fact]
    public void CommutingCovariancesCostTheDifferenceOfTheirRoots()
    {
        var (zero, first, second) = (zeros(3, dtype: float64), diag(tensor(new[] { 4.0, 1, 9 })), diag(tensor(new[] { 1.0, 1, 16 })));
        Assert.Equal(1 + 0 + 1, FrechetDistance.Between(zero, first, zero, second), 1e-9);
        Assert.Equal(FrechetDistance.Of(Set, (Set.ToTensor() * 3).ToFeatures()), FrechetDistance.Of((Set.ToTensor() * 3).ToFeatures(), Set), 1e-8);
    }

    [Fact]
    public void SetsThatCannotBeComparedAreRefused()
    {
        Assert.Throws<ArgumentException>(() => FrechetDistance.Of(Set, ones(4, 3).ToFeatures()));
        Assert.Throws<ArgumentException>(() => FrechetDistance.Of(Set, ones(1, 5).ToFeatures()));
    }
}
