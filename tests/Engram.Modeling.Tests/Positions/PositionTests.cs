using Engram.Modeling.Positions;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Positions;

public class PositionTests
{
    [Fact]
    public void SinusoidsFollowTheirFormula()
    {
        using var scope = NewDisposeScope();
        var code = new SinusoidalPosition(new() { Width = 6 }).Sequence(5);
        for (var p = 0; p < 5; p++)
        {
            for (var i = 0; i < 3; i++)
            {
                var phase = p * Math.Pow(10000, -i / 3.0);
                Assert.Equal(Math.Sin(phase), code[p, i].ToDouble(), 5);
                Assert.Equal(Math.Cos(phase), code[p, i + 3].ToDouble(), 5);
            }
        }
    }

    [Fact]
    public void PlanesAreDistinctBoundedAndCutToTheWidth()
    {
        using var scope = NewDisposeScope();
        var code = new SinusoidalPosition(new() { Width = 18, Axes = 2 }).Plane(4, 7);
        Assert.Equal([28, 18], code.shape);
        Assert.True(code.abs().max().ToDouble() <= 1);
        Assert.True(cdist(code, code).add(eye(28)).min().ToDouble() > 1e-3);
        Assert.Equal([5, 17], new SinusoidalPosition(new() { Width = 17, Axes = 3 }).call(zeros(5, 3)).shape);
        Assert.Throws<InvalidOperationException>(() => new SinusoidalPosition(new() { Width = 18, Axes = 2 }).Sequence(3));
    }

    [Fact]
    public void RotatedProductsDependOnTheDifferenceOfTimesOnly()
    {
        using var scope = NewDisposeScope();
        var rotary = new RotaryPosition(new() { Width = 16 });
        manual_seed(1);
        var (q, k) = (randn([1, 16], float64), randn([1, 16], float64));
        double Score(double tq, double tk) => (rotary.call(q, tensor((double[])[tq])) * rotary.call(k, tensor((double[])[tk]))).sum().ToDouble();
        Assert.Equal(Score(3, 1), Score(103, 101), 9);
        Assert.Equal(Score(-2.5, 4), Score(0, 6.5), 9);
        Assert.NotEqual(Score(3, 1), Score(1, 3), 3);
        Assert.Equal(q.norm().ToDouble(), rotary.call(q, tensor((double[])[77])).norm().ToDouble(), 9);
        Assert.True(q.allclose(rotary.call(q, zeros(1))));
    }

    [Fact]
    public void TheFourierCodeFollowsREVE()
    {
        using var scope = NewDisposeScope();
        var position = new FourierPosition(new() { Frequencies = 2, Width = 32 });
        var points = tensor(new[] { 0.05, -0.02, 0.09, 3, 0.05, -0.02, 0.09, 4 }).reshape(2, 4);
        var code = position.Fourier(points);
        Assert.Equal(1, code[0, 0].ToDouble(), 12); // f = 0
        Assert.Equal(0, code[0, 16].ToDouble(), 12);
        double Phase(int row, int column) => Math.Atan2(code[row, column + 16].ToDouble(), code[row, column].ToDouble());
        Assert.Equal(2 * Math.PI * 0.1 / 1.8, Phase(1, 1) - Phase(0, 1), 9); // f = (0, 0, 0, 1)
        Assert.Equal(2 * Math.PI * (0.05 + 0.4) / 1.8, Phase(0, 8), 9); // f = (1, 0, 0, 0)

        position.eval();
        var channels = tensor(new[] { 0.01f, 0.02f, 0.03f, 0.01f, 0.02f, 0.03f, -0.05f, 0, 0.06f }).reshape(1, 3, 3);
        var all = position.call(channels, 4);
        Assert.Equal([1, 12, 32], all.shape);
        Assert.True(all.narrow(1, 0, 4).equal(all.narrow(1, 4, 4)).all().ToBoolean()); // two channels at one place
        var swapped = position.call(channels.flip(1), 4);
        Assert.True(all.narrow(1, 8, 4).allclose(swapped.narrow(1, 0, 4)));
        position.train();
        Assert.False(position.call(channels, 4).allclose(all)); // noise
    }

    [Fact]
    public void PublishedREVEFitsExactly() => new FourierPositionConfig { Frequencies = 4, Width = 512 }.Validate();

    [Fact]
    public void SensorCodesFollowTheirSensorsAndPositionsAreScaled()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var pose = new SensorPose(new() { Width = 16 });
        var (poses, kinds) = (randn(2, 5, 6), randint(0, 3, [2, 5], int64));
        var code = pose.call(poses, kinds);
        Assert.True(code.flip(1).allclose(pose.call(poses.flip(1), kinds.flip(1)), 1e-5, 1e-6));
        Assert.True(code.square().mean([-1L]).allclose(ones(2, 5), 1e-3, 1e-3));
        var scaled = SensorPose.Normalise(randn(20, 3) * 0.1 + 3);
        Assert.Equal(1 / 3.0, scaled.square().sum([1L]).mean().ToDouble(), 5);
        Assert.True(scaled.mean([0L]).abs().max().ToDouble() < 1e-5);
        Assert.Throws<ArgumentException>(() => SensorPose.Normalise(ones(4, 3)));
    }
}
