using Engram.Signals.Randomness;

namespace Engram.Signals.Tests;

/// <summary>A small recording with a known content for the formats' batteries.</summary>
internal static class SampleRecordings
{
    public static Recording Make(int samples = 1000, double rate = 256, bool isVoltOnly = false)
    {
        var random = new SeededRandom(5);
        Channel[] channels = [new("Fp1", ChannelKind.Eeg, "V"), new("Cz", ChannelKind.Eeg, "V"), new("ECG", ChannelKind.Ecg, "V"), new("T8", ChannelKind.Eeg, "V")];
        double[] scales = [40e-6, 25e-6, 1e-3, 7e-6];
        double[][] rows = [.. channels.Select((_, c) => Enumerable.Range(0, samples).Select(t => scales[c] * (Math.Sin(2 * Math.PI * (c + 3) * t / rate) + (0.2 * random.NextGaussian()))).ToArray())];
        Annotation[] events = [new(0.5, 0, "left"), new(1.25, 0.5, "right hand") { Channels = isVoltOnly ? [] : ["Cz"] }, new(2.5, 0, "N")];
        return new(new MemorySource(rows), channels, rate, new Annotations(events), Provenance.Of("sample")) { StartTime = new(2003, 4, 5, 6, 7, 8) };
    }
}
