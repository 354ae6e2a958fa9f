using Engram.Signals.Alignment;

namespace Engram.Signals.Tests;

public class AlignmentTests
{
    private static readonly double[] First = ProcessingOracle.Signal[0][..60];
    private static readonly double[] Second = ProcessingOracle.Signal[1][..75];

    [Fact]
    public void DistanceEqualsTheFullRecursionAndThePathAddsUpToIt()
    {
        var expected = ProcessingOracle.Values.GetProperty("dtw").GetDouble();
        Assert.Equal(expected, new DynamicTimeWarping().Distance(First, Second), 10);
        var (distance, path) = new DynamicTimeWarping().Align(First, Second);
        Assert.Equal(expected, distance, 10);
        Assert.Equal(expected, Math.Sqrt(path.Sum(p => Math.Pow(First[p.First] - Second[p.Second], 2))), 10);
        Assert.Equal((0, 0), path[0]);
        Assert.Equal((59, 74), path[^1]);
        Assert.All(path.Zip(path.Skip(1)), p => Assert.True(p.Second.First - p.First.First is 0 or 1 && p.Second.Second - p.First.Second is 0 or 1));
    }

    [Fact]
    public void AStretchedSignalIsNoDistanceAwayAndTheBandForbidsIt()
    {
        double[] shape = [0, 1, 3, 2, 0, -1];
        var stretched = shape.SelectMany(v => Enumerable.Repeat(v, 3)).ToArray();
        Assert.Equal(0, new DynamicTimeWarping().Distance(shape, stretched));
        var late = new double[20];
        var early = new double[20];
        (late[15], early[2]) = (1, 1);
        Assert.Equal(0, new DynamicTimeWarping().Distance(late, early));
        Assert.Equal(Math.Sqrt(2), new DynamicTimeWarping(3).Distance(late, early), 12);
        Assert.Equal(new DynamicTimeWarping(3).Distance(late, early), new DynamicTimeWarping(3).Align(late, early).Distance, 12);
        Assert.Throws<ArgumentException>(() => new DynamicTimeWarping().Distance([], shape));
        Assert.Contains("widen", Assert.Throws<ArgumentException>(() => new DynamicTimeWarping(0).Distance([1, 2], new double[40])).Message);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(2.0)]
    public void SoftValueEqualsNumpysAndTheGradientItsDifferences(double gamma)
    {
        var soft = new SoftDynamicTimeWarping(gamma);
        var (value, gradient) = soft.ValueAndGradient(First, Second);
        Assert.Equal(ProcessingOracle.Values.GetProperty("soft_dtw").GetProperty(gamma == 0.1 ? "0.1" : "2.0").GetDouble(), value, 9);
        for (var i = 0; i < First.Length; i += 7)
        {
            var (up, down) = ((double[])First.Clone(), (double[])First.Clone());
            up[i] += 1e-5;
            down[i] -= 1e-5;
            Assert.Equal((soft.Value(up, Second) - soft.Value(down, Second)) / 2e-5, gradient[i], 5);
        }
    }

    [Fact]
    public void ASmallGammaIsTheHardDistance()
    {
        var hard = new DynamicTimeWarping().Distance(First, Second);
        Assert.Equal(hard * hard, new SoftDynamicTimeWarping(1e-4).Value(First, Second), 2);
        Assert.Throws<ArgumentException>(() => new SoftDynamicTimeWarping(0).Value(First, Second));
    }
}
