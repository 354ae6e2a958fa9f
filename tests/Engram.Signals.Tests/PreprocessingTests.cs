using Engram.Signals.Filtering;
using Engram.Signals.Preprocessing;
using Engram.Signals.Simulation;
using Engram.Signals.Spatial;

namespace Engram.Signals.Tests;

public class PreprocessingTests
{
    [Fact]
    public void ReferencesSubtractWhatTheySay()
    {
        double[][] x = [[1, 2], [3, 6], [5, 1]];
        Assert.Equal([[-2, -1], [0, 3], [2, -2]], Reference.Average(x));
        Assert.Equal([[0, 0], [2, 4], [4, -1]], Reference.To(x, [0]));
        Assert.Equal([[-2, 0.5], [0, 4.5], [2, -0.5]], Reference.To(x, [0, 2]));
        Assert.Equal([1, 2], x[0]);
        Assert.Throws<ArgumentException>(() => Reference.To(x, []));
        Assert.Throws<ArgumentException>(() => Reference.To(x, [3]));
    }

    [Fact]
    public void RecordingsKeepTheirAxesAndTellWhatWasDone()
    {
        var raw = new SyntheticEcg12 { SamplingRate = 250 }.Generate(EcgRhythm.Sinus, EcgMorphology.None, new Randomness.SeededRandom(1)).ToRecording();
        Assert.All(raw.Rereference("V1").Read()[6], v => Assert.Equal(0, v));
        Assert.Equal(0, raw.Rereference().Read().Sum(row => row[10]), 12);
        Assert.Throws<ArgumentException>(() => raw.Rereference("Cz"));
        var resampled = raw.Resample(100);
        Assert.Equal((1000, 100.0), (resampled.SampleCount, resampled.SamplingRate));
        Assert.Equal(raw.Annotations.Count, resampled.Annotations.Count);
        var chain = raw.Filter(0.5, 40).Notch(50).FilterFir(Band.LowPass(60)).DetrendLinear();
        Assert.Equal(4, chain.Provenance.Operations.Count);
        Assert.Contains("notch(50 Hz", chain.Provenance.Operations[1]);
        Assert.Equal(2500, chain.SampleCount);
        var epochs = Epochs.Cut(raw, ["N"], -0.2, 0.4).SubtractBaseline(-0.2, -0.1);
        Assert.All(epochs.Data, trial => Assert.Equal(0, trial[1][..25].Average(), 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => raw.Notch(200));
    }

    [Fact]
    public void TheLaplacianOfALinearFieldVanishesOnASymmetricGrid()
    {
        var positions = Enumerable.Range(0, 25).Select(i => new double[] { i % 5, i / 5, 0 }).ToArray();
        var x = Array.ConvertAll(positions, p => new[] { (2 * p[0]) - p[1] + 3, p[0] * p[0] });
        var laplacian = Reference.Laplacian(x, positions);
        Assert.Equal(0, laplacian[12][0], 12);
        Assert.Equal(-0.5, laplacian[12][1], 12); // x² minus the mean of (x±1)², x², x²
        Assert.Throws<ArgumentException>(() => Reference.Laplacian([[1], [2]], [[0, 0, 0], [0, 0, 0]], 1));
    }

    [Fact]
    public void DetrendingRemovesALineExactly()
    {
        var line = Enumerable.Range(0, 101).Select(t => 5 - (0.3 * t)).ToArray();
        Assert.All(Detrend.Linear(line), v => Assert.Equal(0, v, 12));
        Assert.Equal(0, Detrend.Constant(line).Sum(), 10);
        Assert.Equal([[-0.5, 0.5, 2.5]], Detrend.Baseline([[1.0, 2, 4]], 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Detrend.Baseline([[1.0, 2, 4]], 2, 2));
    }

    [Fact]
    public void EpochsAreCutCorrectedAndRefused()
    {
        double[][] x = [[.. Enumerable.Range(0, 100).Select(t => (double)t)], [.. Enumerable.Range(0, 100).Select(t => t is >= 50 and < 60 ? 0 : t % 3 * 1.0)]];
        x[0][33] = 1000;
        var cutter = new EpochCutter { Offset = -2, Length = 5, Baseline = (0, 2), MaximumPeakToPeak = 10, MinimumPeakToPeak = 0.1 };
        var (pieces, events, outcomes) = cutter.Cut(x, [1, 10, 32, 54, 97, 98]);
        Assert.Equal([EpochOutcome.Outside, EpochOutcome.Kept, EpochOutcome.TooLarge, EpochOutcome.TooFlat, EpochOutcome.Kept, EpochOutcome.Outside], outcomes);
        Assert.Equal([1, 4], events);
        Assert.Equal([-0.5, 0.5, 1.5, 2.5, 3.5], pieces[0][0]);
        var block = cutter.CutBlock(x, [1, 10, 32, 54, 97, 98]);
        Assert.Equal(pieces.SelectMany(p => p).SelectMany(r => r), block.Values);
        Assert.Equal(outcomes, block.Outcomes);
        x[1][11] = double.NaN;
        Assert.Equal(EpochOutcome.TooLarge, cutter.Cut(x, [10]).Outcomes[0]);
        Assert.Throws<ArgumentException>(() => (cutter with { Length = 1 }).Cut(x, [10]));
        var plain = new EpochCutter { Offset = 0, Length = 3 };
        Assert.Equal([[20, 21, 22], [2, 0, 1]], plain.Cut(x, [20]).Pieces[0]);
    }

    [Fact]
    public void SplinesEqualMnes()
    {
        var sites = ProcessingOracle.Matrix(ProcessingOracle.Values.GetProperty("sites"));
        var matrix = SphericalSpline.Matrix(sites[..11], sites[11..]);
        var expected = ProcessingOracle.Matrix(ProcessingOracle.Values.GetProperty("spline"));
        for (var i = 0; i < 3; i++)
        {
            ProcessingOracle.Close(expected[i], [.. Enumerable.Range(0, 11).Select(j => matrix[i, j])], 1e-8);
            Assert.Equal(1, Enumerable.Range(0, 11).Sum(j => matrix[i, j]), 9); // a constant stays a constant
        }
    }

    [Fact]
    public void SplinesPassThroughTheirSitesAndFillASmoothField()
    {
        var sites = SphericalSites.TenTwenty();
        var exact = SphericalSpline.Matrix(sites, sites, 0);
        for (var i = 0; i < 20; i++)
            Assert.Equal(1, exact[i, i], 6);
        var field = Array.ConvertAll(sites, p => new[] { 1 + (20 * p[0]) - (10 * p[2]) });
        var broken = Array.ConvertAll(field, row => (double[])row.Clone());
        broken[9][0] = 1000;
        Assert.Equal(field[9][0], SphericalSpline.Interpolate(broken, sites, [9])[9][0], 0.02);
        Assert.Equal(1000, broken[9][0]);
        var nearest = NearestSensor.Map(sites, [[0.001, 0, 0.09], [0, 0.0001, -0.09]]);
        Assert.Equal(9, nearest[0].Index);
        Assert.Equal(0.001, nearest[0].Distance, 12);
        Assert.Throws<ArgumentException>(() => SphericalSpline.Matrix([[0, 0, 0], [1, 0, 0]], sites));
    }
}
