using Engram.Signals.Filtering;

namespace Engram.Signals.Tests;

public class FilterTests
{
    [Theory]
    [InlineData(4, 8, 35, 160, 0, "filtered_8_35_at_160")]
    [InlineData(3, 1, 40, 250, 1, "filtered_3_1_40_at_250")]
    public void ZeroPhaseBandPassEqualsScipys(int order, double low, double high, double rate, int row, string name)
    {
        var signal = Oracle.Matrix("signal")[row];
        var expected = Oracle.Vector(name);
        var actual = FilterDesign.Butterworth(order, Band.BandPass(low, high), rate).ApplyZeroPhase(signal);
        var range = signal.Max() - signal.Min();
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) < 1e-9 * range, $"sample {i}: expected {expected[i]}, got {actual[i]}");
    }

    [Fact]
    public void EdgesOutsideTheBandAreRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => FilterDesign.Butterworth(4, Band.BandPass(8, 90), 160));
        Assert.Contains("80 Hz", error.Message);
    }
}
