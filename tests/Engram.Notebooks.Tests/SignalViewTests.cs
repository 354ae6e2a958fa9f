using System.Text;
using System.Text.RegularExpressions;
using Engram.Notebooks.Cells;
using Engram.Notebooks.Formatting;
using Engram.Signals;
using Engram.Signals.Randomness;
using Engram.Signals.Spectral;

namespace Engram.Notebooks.Tests;

/// <summary>Values of Engram.Signals, which knows nothing of pictures, are drawn at the end of a cell.</summary>
public sealed class SignalViewTests
{
    private static readonly string[] Names = ["Fz", "Cz", "Pz", "C3", "C4", "Oz"];
    private static readonly Recording Eeg = Simulated();

    public static TheoryData<string> Drawn => ["recording", "epochs", "evoked", "sensors", "volume", "spikes", "spectrum"];

    [Theory]
    [MemberData(nameof(Drawn))]
    public void ValuesDrawThemselves(string kind)
    {
        object value = kind switch
        {
            "recording" => Eeg,
            "epochs" => Epochs.Cut(Eeg, ["go"], -0.2, 0.5),
            "evoked" => Epochs.Cut(Eeg, ["go"], -0.2, 0.5).Average("go"),
            "sensors" => new Evoked([[1e-13, 2e-13], [2e-13, 1e-13]], [new("MEG 1", ChannelKind.Magnetometer, "T"), new("MEG 2", ChannelKind.Magnetometer, "T")], 100, 0, "field", 3, Provenance.Of("test")),
            "volume" => new Volume([.. Enumerable.Range(0, 216).Select(i => (float)i)], [6, 6, 6], new double[,] { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } }, [1, 1, 1], Provenance.Of("test")),
            "spikes" => new SpikeTrains([[0.1, 0.5], [0.3]], 1, Provenance.Of("test")),
            _ => new WelchSpectrum(128, 64).Estimate(Eeg.Read(), 100),
        };
        var bundle = ValueFormatting.Format(value);
        var picture = Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(Content(bundle, "text/html"), "base64,([^\"]+)\"").Groups[1].Value));
        Assert.StartsWith("<svg", picture);
        Assert.Equal(value.ToString(), Content(bundle, "text/plain"));
        if (kind == "evoked")
            Assert.Contains("ms", picture); // the maps
        if (kind == "sensors")
            Assert.Contains("fT", picture);
    }

    [Fact]
    public void WhatHasNothingToDrawIsASentence()
    {
        var empty = Recording.FromSamples(Array.Empty<double[]>(), [], 100);
        Assert.Equal(["text/plain"], ValueFormatting.Format(empty).Entries.Select(e => e.MimeType));
        Assert.Equal(empty.ToString(), Content(ValueFormatting.Format(empty), "text/plain"));
        Assert.DoesNotContain("<img", string.Concat(ValueFormatting.Format(new object()).Entries.Select(e => e.Content)));
    }

    private static string Content(MimeBundle bundle, string mimeType) => bundle.Entries.Single(e => e.MimeType == mimeType).Content;

    private static Recording Simulated()
    {
        var random = new SeededRandom(1);
        var samples = Names.Select(_ => Enumerable.Range(0, 1000).Select(_ => 1e-5 * random.NextGaussian()).ToArray()).ToArray();
        return Recording.FromSamples(samples, [.. Names.Select(n => new Channel(n, ChannelKind.Eeg, "V"))], 100, new([new(1, 0, "go"), new(4, 0, "go"), new(7, 0, "go")]));
    }
}
