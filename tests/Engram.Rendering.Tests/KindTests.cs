using System.Text.Json.Nodes;
using Engram.Signals;

namespace Engram.Rendering.Tests;

/// <summary>What single kinds promise beyond the contract of all figures.</summary>
public class KindTests
{
    [Fact]
    public void TheSpectrumOfASineHoldsItsPower()
    {
        var sine = Enumerable.Range(0, 2000).Select(i => 3 * Math.Sin(2 * Math.PI * 12 * i / 200)).ToArray();
        var line = (LineMark)Plot.Spectra([("sine", sine)], 200, 100, 1, "V", 1).Panels[0].Marks[0];
        Assert.Equal(12, line.X[line.Y.ToList().IndexOf(line.Y.Max())]);
        Assert.Equal(3.0 * 3 / 2, line.Y.Sum() * (line.X[1] - line.X[0]), 1e-9);

        // and so does each window of the spectrogram that lies inside the signal
        var map = (MatrixMark)Plot.Spectrogram(sine, 200, 100, 1, "V", 1).Panels[0].Marks[0];
        Assert.Equal(3.0 * 3 / 2, Enumerable.Range(0, map.Values.GetLength(0)).Sum(k => Math.Pow(10, map.Values[k, 8] / 10)) * map.YStep, 1e-6);
        Assert.Throws<ArgumentException>(() => Plot.Spectrogram(sine, 200, 100, 11));
    }

    [Fact]
    public void TheAreaUnderTheCurveIsTheShareOfRightlyOrderedPairs()
    {
        double[] scores = [0.9, 0.8, 0.8, 0.4, 0.3, 0.1];
        bool[] labels = [true, false, true, true, false, false];
        var pairs = from i in Enumerable.Range(0, 6) where labels[i] from j in Enumerable.Range(0, 6) where !labels[j] select scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        var figure = Plot.Roc([("model", scores, labels)]);
        Assert.Equal($"model (area {pairs.Average():0.000})", figure.Panels[0].Marks[1].Label);
        Assert.Throws<ArgumentException>(() => Plot.Roc([("one class", scores, [true, true, true, true, true, true])]));
    }

    [Fact]
    public void ForestShowsMeanAndStudentInterval()
    {
        var marks = Plot.Forest([("m", [1, 2, 3])], "accuracy").Panels[0].Marks;
        var interval = marks.OfType<StrokeMark>().Single().Strokes.Single();

        // t(0.975, 2) = 4.302653, standard error 1/√3
        Assert.Equal(2 - (4.302653 / Math.Sqrt(3)), interval.Points[0].X, 1e-5);
        Assert.Equal(2 + (4.302653 / Math.Sqrt(3)), interval.Points[1].X, 1e-5);
    }

    [Fact]
    public void AMillimetreOfPaperIsAsLongAsHighAndTenOfThemAreAMillivolt()
    {
        var panel = Plot.Electrocardiogram(SimulatedSignals.TwelveLeads(500), 500).Panels[0];
        var axes = new Writing.FigureLayout(Plot.Electrocardiogram(SimulatedSignals.TwelveLeads(500), 500)).Axes[0];
        Assert.Equal(axes.X(1) - axes.X(0), axes.Y(0) - axes.Y(1), 1e-9);
        var pulse = panel.Marks.OfType<LineMark>().First();
        Assert.Equal((10.0, 5.0), (pulse.Y.Max() - pulse.Y.Min(), pulse.X[4] - pulse.X[2]));
        var strip = panel.Marks.OfType<LineMark>().Last();
        Assert.Equal(250, strip.X.Max() - strip.X.Min(), 0.06);
        Assert.Contains("missing: V6", Assert.Throws<ArgumentException>(() => Plot.Electrocardiogram(SimulatedSignals.TwelveLeads(500).Where(l => l.Key != "V6").ToDictionary(), 500)).Message);
    }

    [Fact]
    public void PruningKeepsStrongEdgesInputsAndOutputs()
    {
        GraphNode[] nodes = [new("in", 0, 0), new("weak", 1), new("strong", 1), new("out", 2, 3)];
        GraphEdge[] edges = [new(0, 1, 0.05), new(0, 2, 1), new(2, 3, -0.5)];
        var panel = Plot.Circuit(nodes, edges, threshold: 0.1).Panels[0];
        Assert.Equal(["in", "strong", "out"], panel.Marks.OfType<BoxMark>().Single().Texts);
        Assert.Equal([Palette.Negative, Palette.Positive], panel.Marks.OfType<StrokeMark>().Single().Strokes.Select(s => s.Colour));
        Assert.Throws<ArgumentException>(() => Plot.Circuit(nodes, [new(0, 9, 1)]));
    }

    [Fact]
    public void TheForceLayoutDrawsLinkedNodesTogetherAndFollowsItsSeed()
    {
        // two cliques of five that one edge joins
        GraphEdge[] edges = [.. from i in Enumerable.Range(0, 10) from j in Enumerable.Range(0, i) where i / 5 == j / 5 select new GraphEdge(i, j, 1), new(0, 5, 1)];
        var places = ForceLayout.Of(10, edges, 1);
        Assert.Equal(places, ForceLayout.Of(10, edges, 1));
        Assert.NotEqual(places, ForceLayout.Of(10, edges, 2));
        double Distance(int i, int j) => Math.Sqrt(Math.Pow(places[i].X - places[j].X, 2) + Math.Pow(places[i].Y - places[j].Y, 2));
        var within = from i in Enumerable.Range(0, 10) from j in Enumerable.Range(0, i) where i / 5 == j / 5 select Distance(i, j);
        var between = from i in Enumerable.Range(0, 5) from j in Enumerable.Range(5, 5) select Distance(i, j);
        Assert.True(within.Max() < between.Average());
        Assert.All(places, p => Assert.True(p.X is >= 0 and <= 1 && p.Y is >= 0 and <= 1));
    }

    [Fact]
    public void PerplexityOfUniformCodesIsTheirNumber()
    {
        var figure = Plot.Codes(new double[400], 100, [0, 1, 2, 3, 0, 1, 2, 3], 0.5, 6);
        Assert.Equal("Perplexity 4.0", figure.Panels[2].Title);
        Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Codes(new double[4], 1, [6], 1, 6));
    }

    [Fact]
    public void ARecordingBrowsesItsOwnEventsAndUnits()
    {
        var folder = StagedData.Folder("mitdb-100");
        Assert.SkipWhen(folder is null, "the staged recording is not here");
        var recording = Recordings.Load(Directory.EnumerateFiles(folder, "100.hea", SearchOption.AllDirectories).First());
        var panel = recording.Plot(from: 60, seconds: 5, bad: ["V5"]).Panels[0];
        Assert.Equal(recording.Channels.Select(c => c.Name), panel.YNames);
        Assert.Equal([1], panel.FaintYNames);
        Assert.Equal(60, panel.XRange!.Value.Low, 0.01);
        Assert.EndsWith("mV", panel.Marks.OfType<TextMark>().Single().Texts[0], StringComparison.Ordinal);
        Assert.All(panel.Marks.OfType<SpanMark>().SelectMany(s => s.Spans), s => Assert.InRange(s.From, 59.9, 65));
        Assert.NotEmpty(panel.Marks.OfType<SpanMark>());
    }

    [Fact]
    public void AGapOfASignalIsAGapInBothWriters()
    {
        var figure = Gallery.Figures["signal with gaps"]();
        var line = (JsonArray)JsonNode.Parse(figure.ToPlotlyJson())!["data"]![0]!["y"]!;
        Assert.Contains(line, v => v is null);
        Assert.Equal(2, figure.ToSvg().Split("M").Skip(1).Count(p => p.Contains('l', StringComparison.Ordinal) && p.Length > 200));
    }

    // a volume stored as FreeSurfer does (left, down, front) with a bright column at the right front of the head
    [Fact]
    public void AVolumeIsTurnedAsItLiesInSpace()
    {
        var data = Enumerable.Range(0, 4 * 5 * 6).Select(i => 40f + (i % 7)).ToArray();
        for (var down = 0; down < 5; down++)
            data[0 + (4 * down) + (20 * 5)] = 100;
        var volume = new Volume(data, [4, 5, 6], new double[,] { { -1, 0, 0, 0 }, { 0, 0, 1, 0 }, { 0, -1, 0, 0 }, { 0, 0, 0, 1 } }, [1, 1, 1], Provenance.Of("test"));
        var image = Plot.Slices(volume, axis: 2, count: 1).Panels[0].Marks.OfType<ImageMark>().Single().Pixels;
        Assert.Equal(4.0 / 6, (double)image.Width / image.Height, 1e-9);
        Assert.Equal(255, image[image.Width - 1, 0].Red);
        Assert.InRange(image[0, image.Height - 1].Red, 0, 200);
    }

    [Fact]
    public void WrongShapesAreNamed()
    {
        Assert.Throws<ArgumentException>(() => Plot.Attention(new double[2, 3], ["a", "b"]));
        Assert.Throws<ArgumentException>(() => Plot.Embedding([[1, 2, 3]], ["a"]));
        Assert.Throws<ArgumentException>(() => Plot.EpochsImage([[1, 2], [1]], 1));
        Assert.Throws<ArgumentException>(() => Plot.Butterfly([[1, 2]], 1, 0, ["Cz"], [5]));
        Assert.Throws<ArgumentException>(() => Plot.Butterfly([[1, 2]], 1, 0, ["nowhere"], []));
        Assert.Throws<ArgumentException>(() => Plot.Slices(new float[2, 2, 2], new int[2, 2, 3]));
        Assert.Throws<ArgumentException>(() => Plot.Images([]));
        Assert.Throws<ArgumentException>(() => Plot.Bipartite(["a"], ["b"], new double[2, 2]));
        Assert.Throws<ArgumentException>(() => Plot.Raster([], 0, 1));
        Assert.Throws<ArgumentException>(() => Plot.Topomaps([], []));
        Assert.Throws<ArgumentException>(() => Chart.Combine());
        Assert.Throws<ArgumentException>(() => Chart.Grid(1, 1, Chart.Line([0], [0]), Chart.Line([0], [0])));
    }
}
