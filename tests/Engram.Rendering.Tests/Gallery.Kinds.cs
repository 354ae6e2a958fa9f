using Engram.Signals;
using Engram.Signals.Montages;
using Engram.Signals.Randomness;
using static Engram.Rendering.Tests.SimulatedSignals;
using Vector3 = System.Numerics.Vector3;

namespace Engram.Rendering.Tests;

internal static partial class Gallery
{
    private static Dictionary<string, Func<Figure>> Kinds() => new()
    {
        ["signal browser"] = () => Plot.Traces(Rhythm(Electrodes[..16], 10, 1), Rate, Electrodes[..16], events: Events, bad: ["F7"]).WithTitle("The occipital rhythm waxes and wanes; F7 is left out"),
        ["signal browser of 64 channels"] = () => Plot.Traces(Rhythm([.. ElectrodePositions.Names.Where(n => n.Length <= 3).Distinct().Take(64)], 20, 2), Rate, [.. ElectrodePositions.Names.Where(n => n.Length <= 3).Distinct().Take(64)], events: Events),
        ["signal with gaps"] = () => Plot.Traces([[.. Rhythm(["Oz"], 10, 1)[0].Select((v, i) => i is > 400 and < 700 ? double.NaN : v)]], Rate, ["Oz"]),
        ["spectrogram"] = () => Plot.Spectrogram(Rhythm(["Oz"], 30, 3)[0], Rate).WithTitle("The 10 Hz rhythm comes back every seven seconds"),
        ["spectra"] = () => Plot.Spectra([.. ((string[])["Fz", "Cz", "Oz"]).Select(n => (n, (IReadOnlyList<double>)Rhythm([n], 30, 3)[0]))], Rate).WithTitle("The 10 Hz peak grows towards the back of the head"),
        ["epochs image"] = () => Plot.EpochsImage([.. Enumerable.Range(0, 60).Select(i => Evoked(["Pz"], 4e-6, i)[0])], Rate, -0.2).WithTitle("Every trial carries the late positivity at Pz"),
        ["butterfly"] = () => Plot.Butterfly(Evoked(Electrodes, 3e-7, 1), Rate, -0.2, Electrodes, [0.1, 0.17, 0.25, 0.38, 0.6]).WithTitle("An occipital negativity at 170 ms, a central positivity at 380 ms"),
        ["butterfly without maps"] = () => Plot.Butterfly(Evoked(Electrodes, 3e-7, 1), Rate, -0.2, Electrodes, []),
        ["topomaps in a row"] = () => Plot.Topomaps([.. ((int[])[48, 59, 93]).Select(t => new TopomapMark(Electrodes, [.. Evoked(Electrodes, 0, 1).Select(r => 1e6 * r[t])]) { ValueLabel = "µV" })], ["100 ms", "170 ms", "380 ms"]),
        ["topomap of a helmet"] = () => Plot.Topomap([.. Helmet().Select((_, i) => $"MEG{i:000}")], [.. Helmet()], [.. Helmet().Select(p => 80 * p.X * Math.Exp(-2 * (p - new Vector3(0.5f, 0, 0.8f)).LengthSquared()))], "fT").WithTitle("A dipole under the right central sensors"),
        ["sensors"] = () => Plot.Sensors(Electrodes, [.. Electrodes.Select(e => e[^1] == 'z' ? "midline" : (e[^1] - '0') % 2 == 1 ? "left" : "right")]).WithTitle("32 electrodes of the 10-20 system"),
        ["sensors of 10-10"] = () => Plot.Sensors([.. ElectrodePositions.Names.Where(n => n.Length <= 3 && !n.EndsWith('h') && n is not ("T3" or "T4" or "T5" or "T6" or "NAS"))]),
        ["electrocardiogram"] = () => Plot.Electrocardiogram(TwelveLeads(500), 500).WithTitle("Sinus rhythm, 70 beats a minute (simulated)"),
        ["attention"] = () => Plot.Attention(Attention(Electrodes, 1), Electrodes).WithTitle("Electrodes attend to their neighbours"),
        ["attention on a head"] = () => Plot.AttentionHead(Attention(Electrodes, 1), Electrodes).WithTitle("The 40 strongest pairs are close together"),
        ["principal components"] = () => Plot.Embedding(Projections.PrincipalComponents(Clusters(60, 1).Points), Clusters(60, 1).Groups).WithTitle("Three classes in the first two components"),
        ["t-SNE"] = () => Plot.Embedding(Projections.TSne(Clusters(40, 1).Points, 15, 300), Clusters(40, 1).Groups, [.. Enumerable.Range(0, 120).Select(i => $"trial {i}")]).WithTitle("Three classes fall into three clusters"),
        ["UMAP"] = () => Plot.Embedding(Projections.Umap(Clusters(40, 1).Points, epochs: 200), Clusters(40, 1).Groups).WithTitle("Three classes fall into three clusters"),
        ["codes"] = () => Plot.Codes(Rhythm(["Oz"], 20, 1)[0], Rate, [.. Enumerable.Range(0, 80).Select(i => (i * i) % 23)], 0.25, 24).WithTitle("13 of 24 codes are in use"),
        ["reconstruction"] = () => Plot.Reconstruction(Rhythm(["Oz"], 4, 1)[0], [.. Rhythm(["Oz"], 4, 1)[0].Select((v, i) => 0.8 * v)], Rate, [(0.5, 1), (2, 2.75)]).WithTitle("Masked stretches are filled in at 80 % of their size"),
        ["losses"] = () => Plot.Losses([.. Enumerable.Range(0, 6).Select(r => (r < 3 ? "VQ" : "no codebook", (IReadOnlyList<double>)Enumerable.Range(0, 200).Select(s => (r < 3 ? 1 : 0.6) * Math.Exp(-s / (40.0 + (5 * r))) + 0.02).ToArray()))], true, "nats").WithTitle("Without a codebook the loss falls faster"),
        ["confusion"] = () => Plot.Confusion(new[,] { { 18, 2, 1 }, { 3, 15, 3 }, { 0, 4, 17 } }, ["left hand", "right hand", "feet"]),
        ["ROC"] = () => Plot.Roc([.. ((double[])[1.5, 0.6]).Select((shift, c) => (((string[])["spectral", "amplitude"])[c], (IReadOnlyList<double>)Scores(shift), (IReadOnlyList<bool>)Enumerable.Range(0, 200).Select(i => i % 2 == 0).ToArray()))]).WithTitle("Spectral features tell blinks apart"),
        ["forest"] = () => Plot.Forest([("augmented covariance", [0.78, 0.81, 0.8, 0.77, 0.82]), ("covariance", [0.71, 0.74, 0.7, 0.73, 0.72]), ("random encoder", [0.52, 0.48, 0.5, 0.53, 0.49]), ("one seed", [0.6])], "area under the ROC curve", 0.5).WithTitle("The augmented covariance wins on every seed"),
        ["raster"] = () => Plot.Raster(Spikes(30, 1), 0, 2).WithTitle("All units burst at 1.1 s"),
        ["rates"] = () => Plot.Rates([("preferred direction", Spikes(20, 1)), ("opposite direction", Spikes(20, 2))], 0, 2),
        ["brain slices"] = () => Plot.Slices(Brain(64).Volume, Brain(64).Labels).WithTitle("Cortex (blue) and ventricles (orange)"),
        ["brain slices without labels"] = () => Plot.Slices(Brain(40).Volume, axis: 0, count: 4, columns: 2),
        ["image grid"] = () => Plot.Images([.. Enumerable.Range(0, 12).Select(k => LargeMatrix(8, 8 + (k % 2)))], 6, [.. Enumerable.Range(0, 12).Select(k => $"digit {k}")]).WithTitle("Twelve patches"),
        ["feature"] = () => Plot.Feature(new("Layer 2, feature 117: animals after an article", [.. Enumerable.Range(0, 4000).Select(i => i % 13 == 0 ? Math.Abs(Scores(0)[i % 200]) : 0)],
            [new(["Once", "upon", "a", "time", "there", "was", "a", "little", "dog", "who", "liked", "to", "run"], [0, 0, 0, 0, 0, 0, 0.1, 0.4, 2.4, 0.2, 0, 0, 0]), new(["The", "<b>cat</b>", "sat", "\n", "on", "the", "mat"], [0.2, 2.1, 0, 0, 0, 0.3, 0.7])],
            [("dog", 1.2), ("cat", 1.1), ("bird", 0.8), ("fish", 0.6), ("bear", 0.5), ("the", -0.2), ("and", -0.3), ("was", -0.5), (".", -0.7), ("of", -0.9), ("in", -0.4)])),
        ["feature without activity"] = () => Plot.Feature(new("dead", [0, 0], [], [])),
        ["circuit"] = () => Plot.Circuit(
            [
                new("'Lily'", 0, 0) { Row = 0 }, new("'saw'", 1, 0) { Row = 0 }, new("'a'", 2, 0) { Row = 0 }, new("L1 f12", 0) { Row = 1, Evidence = "names of girls; active on 1.2 % of tokens" }, new("L1 f80", 2) { Row = 1 }, new("L1 error", 2, 4) { Row = 1 },
                new("L2 head 3", 1, 2) { Row = 2 }, new("L2 f117", 2) { Row = 2 }, new("L2 f9", 2) { Row = 2 }, new("logit 'dog'", 2, 3) { Row = 3 },
            ],
            [new(0, 3, 0.9), new(2, 4, 0.5), new(2, 5, 0.1), new(3, 6, 0.6) { Evidence = "patching lowers the logit by 0.6" }, new(1, 6, 0.02), new(6, 7, 0.7), new(4, 7, 0.4), new(4, 8, -0.3), new(5, 8, 0.12), new(7, 9, 1), new(8, 9, -0.5)],
            0.05, ["Lily", "saw", "a"], ["tokens", "layer 1", "layer 2", "output"]).WithTitle("Names and articles together call for 'dog'"),
        ["circuit of electrodes"] = () => Plot.Circuit([.. Enumerable.Range(0, 12).Select(i => new GraphNode($"f{i}", i % 4) { Row = i / 4 })], [.. Enumerable.Range(0, 8).Select(i => new GraphEdge(i, i + 4, Math.Cos(i))), new(0, 5, 0.4), new(1, 6, -0.6)], 0, ["0 ms", "100 ms", "200 ms", "300 ms"], ["O1", "Cz", "Fz"]),
        ["bipartite"] = () => Plot.Bipartite([.. Enumerable.Range(0, 5).Select(i => $"latent {i}")], Electrodes[..8], LargeMatrix(5, 8)).WithTitle("Each latent reads a few electrodes"),
        ["force"] = () => Plot.Force([.. Enumerable.Range(0, 34).Select(i => $"n{i}")], [.. Enumerable.Range(1, 33).Select(i => new GraphEdge(i, i / 2, 1)), .. Enumerable.Range(0, 12).Select(i => new GraphEdge(i, (7 * i) % 34, 2))], [.. Enumerable.Range(0, 34).Select(i => i % 2 == 0 ? "even" : "odd")]).WithTitle("A tree with shortcuts"),
        ["histogram"] = () => Plot.Histogram(Scores(0), 20),
        ["chart"] = () => Chart.Combine(Chart.Line([0, 1, 2], [1, 3, 2], "a"), Chart.Point([0, 1, 2], [2, 1, 3], "b")).WithTitle("Combined").WithXAxisStyle("time (s)", (-0.2, 2.2)).WithYAxisStyle("value"),
        ["chart of bars"] = () => Chart.Bar([3, 1, 2], ["one", "two", "three"]),
        ["hostile names"] = () => Plot.Circuit([new("<img src=x onerror=alert(1)>", 0) { Evidence = "</script><script>alert(2)</script>" }, new("b", 1)], [new(0, 1, 1) { Evidence = "<b>\"'&" }]),
        ["hostile embedding"] = () => Plot.Embedding([[0, 0], [1, 1]], ["<i>a</i>", "%{x}"], ["</title><script>alert(3)</script>", "&lt;"]),
    };

    private static double[] Scores(double shift)
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, 200).Select(i => random.NextGaussian() + (i % 2 == 0 ? shift : 0))];
    }

    // points of a helmet that reaches below the level of the ears (Fibonacci lattice)
    private static Vector3[] Helmet() => [.. Enumerable.Range(0, 102).Select(i =>
    {
        var z = 1 - (1.25 * (i + 0.5) / 102);
        var (sine, cosine) = Math.SinCos(i * 2.399963);
        var flat = Math.Sqrt(1 - (z * z));
        return new Vector3((float)(flat * cosine), (float)(flat * sine), (float)z);
    })];
}
