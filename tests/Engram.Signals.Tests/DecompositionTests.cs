using Engram.Signals.Decomposition;
using Engram.Signals.Randomness;

namespace Engram.Signals.Tests;

public class DecompositionTests
{
    private static readonly double[][] Mix = [[1, 0.5, 0.2], [0.3, -1, 0.6], [0.8, 0.4, 1]];
    private static readonly double[][] Sources = MakeSources();
    private static readonly double[][] Mixed = Array.ConvertAll(Mix, row => Enumerable.Range(0, 3000).Select(t => Enumerable.Range(0, 3).Sum(k => row[k] * Sources[k][t])).ToArray());

    [Fact]
    public void FastIcaFindsTheSourcesAndScikitLearnsMixing()
    {
        var ica = new FastIca { Tolerance = 1e-12, MaximumIterations = 1000 }.Fit(Mixed, new SeededRandom(1));
        Assert.True(ica.HasConverged);
        Matched(ica.Sources(Mixed), Sources, 0.99);
        var expected = ProcessingOracle.Matrix(ProcessingOracle.Values.GetProperty("fastica_mixing"));
        for (var k = 0; k < 3; k++)
        {
            // a column of ours equals one of theirs up to its sign
            var best = Enumerable.Range(0, 3).Min(j => Math.Min(Difference(j, 1), Difference(j, -1)));
            Assert.True(best < 1e-5, $"component {k} differs by {best}");

            double Difference(int j, int sign) => Enumerable.Range(0, 3).Max(i => Math.Abs(ica.Mixing[i, k] - (sign * expected[i][j])));
        }

        var again = new FastIca { Tolerance = 1e-12, MaximumIterations = 1000 }.Fit(Mixed, new SeededRandom(1), threads: 1);
        Assert.Equal(again.Mixing, ica.Mixing);
    }

    [Fact]
    public void InfomaxFindsSuperAndSubGaussianSources()
    {
        var random = new SeededRandom(8);
        // sub-Gaussian square wave and sine, super-Gaussian Laplace noise
        double[][] sources = [Sources[0], Sources[1], [.. Enumerable.Range(0, 3000).Select(_ => Math.Log(1 - random.NextDouble()) * (random.NextInt(2) == 0 ? 1 : -1))]];
        var mixed = Array.ConvertAll(Mix, row => Enumerable.Range(0, 3000).Select(t => Enumerable.Range(0, 3).Sum(k => row[k] * sources[k][t])).ToArray());
        var ica = new ExtendedInfomax().Fit(mixed, new SeededRandom(2));
        Matched(ica.Sources(mixed), sources, 0.99);
        Assert.Equal(ica.Mixing, new ExtendedInfomax().Fit(mixed, new SeededRandom(2)).Mixing);
    }

    [Fact]
    public void InfomaxComesToMnesMixing()
    {
        var ica = new ExtendedInfomax { MaximumIterations = 500 }.Fit(Mixed, new SeededRandom(2));
        var sources = ica.Sources(Mixed);
        var expected = ProcessingOracle.Matrix(ProcessingOracle.Values.GetProperty("infomax_mixing"));
        for (var k = 0; k < 3; k++)
        {
            var scale = Math.Sqrt(sources[k].Average(v => v * v));
            var best = Enumerable.Range(0, 3).Min(j => Math.Min(Difference(j, 1), Difference(j, -1)));
            Assert.True(best < 0.03, $"component {k} differs by {best}"); // both stop where their random steps have shrunk

            double Difference(int j, int sign) => Enumerable.Range(0, 3).Max(i => Math.Abs((scale * ica.Mixing[i, k]) - (sign * expected[i][j])));
        }
    }

    [Fact]
    public void RemovingAComponentRemovesItAlone()
    {
        var ica = new FastIca().Fit(Mixed, new SeededRandom(1));
        var first = Enumerable.Range(0, 3).MaxBy(k => Math.Abs(Correlation(ica.Sources(Mixed)[k], Sources[1])));
        var cleaned = ica.Remove(Mixed, [first]);
        var left = ica.Sources(cleaned);
        Assert.All(left[first], v => Assert.Equal(0, v, 9));
        for (var k = 0; k < 3; k++)
        {
            if (k != first)
                Assert.All(left[k].Zip(ica.Sources(Mixed)[k]), p => Assert.Equal(p.First, p.Second, 9));
        }

        Assert.All(ica.Remove(Mixed, [])[0].Zip(Mixed[0]), p => Assert.Equal(p.First, p.Second));
    }

    [Fact]
    public void DependentChannelsAreRefusedWithTheRank()
    {
        double[][] dependent = [.. Mixed, [.. Mixed[0].Zip(Mixed[1], (a, b) => a + b)]];
        Assert.Contains("3", Assert.Throws<ArgumentException>(() => new FastIca().Fit(dependent, new SeededRandom(1))).Message);
        Assert.Equal(3, new FastIca { Components = 3 }.Fit(dependent, new SeededRandom(1)).Unmixing.GetLength(0));
        Assert.Throws<ArgumentException>(() => new ExtendedInfomax().Fit([[1, 2], [3, 5]], new SeededRandom(1)));
    }

    private static void Matched(double[][] found, double[][] sources, double least)
    {
        foreach (var source in sources)
            Assert.True(found.Max(f => Math.Abs(Correlation(f, source))) > least, $"best correlation {found.Max(f => Math.Abs(Correlation(f, source)))}");
    }

    private static double Correlation(double[] a, double[] b)
    {
        var (ma, mb) = (a.Average(), b.Average());
        var product = a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum();
        return product / Math.Sqrt(a.Sum(x => (x - ma) * (x - ma)) * b.Sum(y => (y - mb) * (y - mb)));
    }

    // the same as in tests/oracles/processing.py
    private static double[][] MakeSources()
    {
        var t = Enumerable.Range(0, 3000).Select(i => i / 300.0).ToArray();
        double[][] raw =
        [
            Array.ConvertAll(t, v => Math.Sin(2 * Math.PI * 1.3 * v)),
            Array.ConvertAll(t, v => (double)Math.Sign(Math.Sin((2 * Math.PI * 0.7 * v) + 1))),
            Array.ConvertAll(t, v => Math.Pow(v * 1.9 % 1.0, 3)),
        ];
        return Array.ConvertAll(raw, row =>
        {
            var mean = row.Average();
            var deviation = Math.Sqrt(row.Average(v => (v - mean) * (v - mean)));
            return Array.ConvertAll(row, v => (v - mean) / deviation);
        });
    }
}
