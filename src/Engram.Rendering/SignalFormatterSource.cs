using Engram.Rendering;
using Engram.Signals;
using Engram.Signals.Montages;
using Engram.Signals.Spectral;

[assembly: TypeFormatterSource(typeof(SignalFormatterSource), KernelMimeTypes = [Figure.PlotlyMimeType])]

namespace Engram.Rendering;

/// <summary>How values of Engram.Signals draw themselves at the end of a cell; Engram.Signals knows nothing of pictures.</summary>
internal sealed class SignalFormatterSource
{
    private const double Seconds = 10;
    private const int SliceSide = 128;
    private const int Maps = 5;

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
        : Plot.Traces(recording, 0, Seconds).WithTitle(recording.ToString());

    // the trials of the channel that moves most in the average, and the average
    private static Figure? Draw(Epochs epochs)
    {
        if (epochs.Count == 0 || epochs.Channels.Count == 0)
            return null;
        var average = epochs.Average();
        var channel = Enumerable.Range(0, epochs.Channels.Count).Where(c => !epochs.Channels[c].IsBad).DefaultIfEmpty().MaxBy(c => Swing(average.Data[c]));
        var (unit, scale) = Unit(epochs.Channels[channel].Unit);
        return Plot.EpochsImage([.. epochs.Data.Select(trial => trial[channel])], epochs.SamplingRate, epochs.Start, unit: unit, scale: scale).WithTitle($"{epochs.Channels[channel].Name} of {epochs}");
    }

    private static Figure? Draw(Evoked evoked)
    {
        if (evoked.Data.Length == 0 || evoked.Data[0].Length == 0)
            return null;
        var scalp = Enumerable.Range(0, evoked.Channels.Count).Where(c => evoked.Channels[c].Kind == ChannelKind.Eeg && !evoked.Channels[c].IsBad && ElectrodePositions.Find(evoked.Channels[c].Name) is not null).ToArray();
        if (scalp.Length >= Maps)
        {
            // maps where the average over electrodes of the squares is largest, at least a tenth of the window apart
            var power = Enumerable.Range(0, evoked.Data[0].Length).Select(t => scalp.Sum(c => evoked.Data[c][t] * evoked.Data[c][t])).ToArray();
            List<int> peaks = [];
            foreach (var t in Enumerable.Range(0, power.Length).OrderByDescending(t => power[t]))
            {
                if (peaks.Count < Maps && peaks.TrueForAll(p => Math.Abs(p - t) >= power.Length / 10))
                    peaks.Add(t);
            }

            return Plot.Butterfly([.. scalp.Select(c => evoked.Data[c])], evoked.SamplingRate, evoked.Start, [.. scalp.Select(c => evoked.Channels[c].Name)], [.. peaks.Order().Select(t => evoked.Times[t])]).WithTitle(evoked.ToString());
        }

        // sensors of one unit together
        var group = evoked.Channels.Index().Where(c => !c.Item.IsBad).GroupBy(c => c.Item.Unit).MaxBy(g => g.Count());
        if (group is null)
            return null;
        var (unit, scale) = Unit(group.Key);
        return new Figure(new Panel
        {
            Marks = [.. group.Select(c => (Mark)new LineMark(evoked.Times, [.. evoked.Data[c.Index].Select(v => v * scale)]) { Width = 0.7, Opacity = 0.6, Hover = c.Item.Name }), new RuleMark(0, true)],
            XLabel = "time from the event (s)", YLabel = unit,
        }).WithTitle(evoked.ToString());
    }

    private static Figure? Draw(Volume volume) => volume.Data.Length == 0
        ? null
        : Plot.Slices(volume, reduce: Math.Max(1, (volume.Shape.Take(3).Max() + SliceSide - 1) / SliceSide)).WithTitle(volume.ToString());

    private static double Swing(double[] row) => row.Max() - row.Min();

    private static (string Unit, double Scale) Unit(string unit) => unit switch
    {
        "V" => ("µV", 1e6),
        "T" => ("fT", 1e15),
        "T/m" => ("fT/cm", 1e13),
        _ => (unit, 1),
    };
}
