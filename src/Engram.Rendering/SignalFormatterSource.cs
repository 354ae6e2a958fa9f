using Engram.Rendering;
using Engram.Signals;
using Engram.Signals.Montages;
using Engram.Signals.Spectral;

[assembly: TypeFormatterSource(typeof(SignalFormatterSource), KernelMimeTypes = [Figure.PlotlyMimeType])]

namespace Engram.Rendering;

/// <summary>How values of Engram.Signals draw themselves at the end of a cell; Engram.Signals knows nothing of pictures.</summary>
internal sealed class SignalFormatterSource
{
    private const double Seconds = 4;
    private const int SliceSide = 128;
    private const int Maps = 5;
    private const int MostChannels = 8;

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Hosts look for a public instance method of this name.")]
    public IEnumerable<object> CreateTypeFormatters() =>
        ((Type[])[typeof(Recording), typeof(Epochs), typeof(Evoked), typeof(Volume), typeof(SpikeTrains), typeof(PowerSpectrum)]).SelectMany(type => (object[])
        [
            new ConventionFormatter(Figure.PlotlyMimeType, value => Draw(value)?.ToPlotlyJson(), type),
            new ConventionFormatter("text/html", value => Draw(value)?.ToHtml(), type),
            new ConventionFormatter("text/plain", value => value.ToString() ?? "", type),
        ]);

    /// <summary>The picture of a value; none where there is nothing to draw.</summary>
    internal static Figure? Draw(object value) => value switch
    {
        Recording recording => Draw(recording),
        Epochs epochs => Draw(epochs),
        Evoked evoked => Draw(evoked),
        Volume volume => Draw(volume),
        SpikeTrains { Times.Length: > 0 } spikes => Plot.Raster(spikes.Times, 0, Math.Min(spikes.Duration, Seconds)).WithTitle(spikes.ToString()),
        PowerSpectrum { Density.Length: > 0 } spectrum => new Figure(new Panel
        {
            // decibels, without the bin of the offset
            Marks = [.. spectrum.Density.Select(row => (Mark)new LineMark(spectrum.Frequencies[1..], [.. row.Skip(1).Select(v => 10 * Math.Log10(v))]) { Width = 0.8, Opacity = 0.7 })],
            XLabel = "frequency (Hz)", YLabel = "power density (dB re unit²/Hz)",
        }),
        _ => null,
    };

    private static Figure? Draw(Recording recording) => recording.Channels.Count == 0 || recording.SampleCount == 0
        ? null
        : Plot.Traces(recording.Pick([.. recording.Channels.Take(MostChannels).Select(c => c.Name)]), 0, Seconds, [.. recording.Channels.Where(c => c.IsBad).Select(c => c.Name)])
            .WithTitle(recording.Channels.Count > MostChannels ? $"The first {MostChannels} of {recording}" : recording.ToString());

    // the trials of the channel that moves most in the average, and the average
    private static Figure? Draw(Epochs epochs)
    {
        if (epochs.Count == 0 || epochs.Channels.Count == 0)
            return null;
        var average = epochs.Average();
        var channel = Enumerable.Range(0, epochs.Channels.Count).Where(c => !epochs.Channels[c].IsBad).DefaultIfEmpty().MaxBy(c => Swing(average.Data[c]));
        var (unit, scale) = DisplayUnit.Of(epochs.Channels[channel].Unit);
        return Plot.EpochsImage([.. epochs.Data.Select(trial => trial[channel])], epochs.SamplingRate, epochs.Start, unit: unit, scale: scale).WithTitle($"{epochs.Channels[channel].Name} of {epochs}");
    }

    // one kind of sensor on the head with maps where the response is strongest; without places, lines alone
    private static Figure? Draw(Evoked evoked)
    {
        if (evoked.Data.Length == 0 || evoked.Data[0].Length == 0)
            return null;
        ChannelKind[] kinds = [ChannelKind.Eeg, ChannelKind.Magnetometer, ChannelKind.Gradiometer];
        var kind = Array.FindIndex(kinds, k => Sensors(evoked, k, c => c.Geometry is not null).Length >= Maps);
        if (kind >= 0)
            return Plot.Butterfly(evoked, Peaks(evoked, Sensors(evoked, kinds[kind], c => c.Geometry is not null)), kinds[kind]).WithTitle(evoked.ToString());
        var scalp = Sensors(evoked, ChannelKind.Eeg, c => ElectrodePositions.Find(c.Name) is not null);
        if (scalp.Length >= Maps)
            return Plot.Butterfly([.. scalp.Select(c => evoked.Data[c])], evoked.SamplingRate, evoked.Start, [.. scalp.Select(c => evoked.Channels[c].Name)], Peaks(evoked, scalp)).WithTitle(evoked.ToString());
        var first = evoked.Channels.FirstOrDefault(c => !c.IsBad) ?? evoked.Channels[0];
        var (unit, scale) = DisplayUnit.Of(first.Unit);
        return new Figure(new Panel
        {
            Marks = [.. Sensors(evoked, first.Kind, c => c.Unit == first.Unit).Select(c => (Mark)new LineMark(evoked.Times, [.. evoked.Data[c].Select(v => v * scale)]) { Width = 0.7, Opacity = 0.6, Hover = evoked.Channels[c].Name }), new RuleMark(0, true)],
            XLabel = "time from the event (s)", YLabel = unit,
        }).WithTitle(evoked.ToString());
    }

    private static int[] Sensors(Evoked evoked, ChannelKind kind, Func<Channel, bool> isWanted) =>
        [.. Enumerable.Range(0, evoked.Channels.Count).Where(c => evoked.Channels[c].Kind == kind && !evoked.Channels[c].IsBad && isWanted(evoked.Channels[c]))];

    // times of the largest sums of squares, at least a tenth of the window apart
    private static double[] Peaks(Evoked evoked, int[] sensors)
    {
        var power = Enumerable.Range(0, evoked.Data[0].Length).Select(t => sensors.Sum(c => evoked.Data[c][t] * evoked.Data[c][t])).ToArray();
        List<int> peaks = [];
        foreach (var t in Enumerable.Range(0, power.Length).OrderByDescending(t => power[t]))
        {
            if (peaks.Count < Maps && peaks.TrueForAll(p => Math.Abs(p - t) >= power.Length / 10))
                peaks.Add(t);
        }

        return [.. peaks.Order().Select(t => evoked.Times[t])];
    }

    private static Figure? Draw(Volume volume) => volume.Data.Length == 0
        ? null
        : Plot.Slices(volume, reduce: Math.Max(1, (volume.Shape.Take(3).Max() + SliceSide - 1) / SliceSide)).WithTitle(volume.ToString());

    private static double Swing(double[] row) => row.Max() - row.Min();
}
