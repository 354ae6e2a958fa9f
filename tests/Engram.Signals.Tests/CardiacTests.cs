using Engram.Signals.Cardiac;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;

namespace Engram.Signals.Tests;

public class CardiacTests
{
    private static readonly HashSet<string> Beats = ["N", "L", "R", "a", "V", "F", "J", "A", "S", "E", "j", "/", "Q", "e", "n"];

    [Theory]
    [InlineData("100", 0)]
    [InlineData("100", 1)]
    public void TheBeatsOfARealRecordAreFound(string record, int channel)
    {
        var data = StagedData.Folder("mitdb-100");
        Assert.SkipWhen(data is null, "the staged recordings are not here");
        var recording = Recordings.Load(Path.Combine(data, record));
        var truth = recording.Annotations.Where(a => Beats.Contains(a.Text.Split(' ')[0])).Select(a => a.Onset).ToArray();
        var found = QrsDetector.Detect(recording.Read()[channel], recording.SamplingRate).Select(p => p / recording.SamplingRate).ToArray();
        var hits = Matches(truth, found, 0.15);
        Assert.True(hits >= 0.99 * truth.Length, $"sensitivity {hits}/{truth.Length}");
        Assert.True(hits >= 0.99 * found.Length, $"positive predictivity {hits}/{found.Length}");
    }

    [Theory]
    [InlineData(EcgRhythm.Sinus)]
    [InlineData(EcgRhythm.AtrialFibrillation)]
    [InlineData(EcgRhythm.Bradycardia)]
    [InlineData(EcgRhythm.Tachycardia)]
    public void TheBeatsOfSimulatedRecordsAreFoundWhereTheyAre(EcgRhythm rhythm)
    {
        var record = new SyntheticEcg12 { SamplingRate = 250, Duration = 60 }.Generate(rhythm, EcgMorphology.None, new SeededRandom(3));
        var truth = record.RPeaks.Where(t => t is > 0.3 and < 59.7).ToArray();
        var found = QrsDetector.Detect(record.Leads[1], 250).Select(p => p / 250.0).ToArray();
        Assert.True(Matches(truth, found, 0.03) >= 0.99 * truth.Length, $"{Matches(truth, found, 0.03)} of {truth.Length}");
        Assert.True(found.Length <= truth.Length + 2);
    }

    [Fact]
    public void ASmallBeatIsFoundBySearchingBackAndSilenceHasNone()
    {
        // beats each second, one of them only a third as high
        var signal = new double[5000];
        for (var beat = 1; beat < 19; beat++)
        {
            for (var t = -10; t <= 10; t++)
                signal[(beat * 250) + t] = (beat == 10 ? 0.35 : 1) * Math.Exp(-t * t / 8.0);
        }

        var found = QrsDetector.Detect(signal, 250);
        Assert.Equal(Enumerable.Range(1, 18).Select(b => b * 250), found);
    }

    [Fact]
    public void BeatsAreCutAroundTheirPeaks()
    {
        var record = new SyntheticEcg12 { SamplingRate = 200, Duration = 20, LeadPerturbation = 0 }.Generate(EcgRhythm.Sinus, EcgMorphology.None, new SeededRandom(5));
        var peaks = QrsDetector.Detect(record.Leads[1], 200);
        var (beats, kept) = QrsDetector.Segment(record.Leads, peaks, 200);
        Assert.Equal(kept.Length, beats.Length);
        Assert.InRange(beats.Length, 14, 34);
        foreach (var beat in beats)
        {
            Assert.Equal(140, beat[1].Length);
            Assert.InRange(Array.IndexOf(beat[1], beat[1].Max()), 47, 53); // R at 0.25 s
        }

        Assert.Throws<ArgumentException>(() => QrsDetector.Detect(new double[100], 250));
        Assert.Empty(QrsDetector.Detect(new double[2500], 250));
    }

    private static int Matches(double[] truth, double[] found, double tolerance)
    {
        var (hits, i) = (0, 0);
        foreach (var time in truth)
        {
            while (i < found.Length && found[i] < time - tolerance)
                i++;
            if (i < found.Length && found[i] <= time + tolerance)
                (hits, i) = (hits + 1, i + 1);
        }

        return hits;
    }
}
