using System.Globalization;
using Engram.Signals;

namespace Engram.Rendering;

/// <content>Signals of many channels.</content>
public static partial class Plot
{
    private const int MostChannels = 64;

    /// <summary>Channels above one another on a common time axis, with a scale bar, events and bad channels in grey.</summary>
    /// <param name="samples">[channel][time]; gaps are not finite.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="names">Channel names.</param>
    /// <param name="unit">Unit of the samples after <paramref name="scale"/>.</param>
    /// <param name="scale">Factor on the samples (1e6 for volts to microvolts).</param>
    /// <param name="events">Events, in seconds on the same time axis.</param>
    /// <param name="bad">Names of channels that are not to be trusted.</param>
    /// <param name="start">Time of the first sample (s).</param>
    /// <exception cref="ArgumentException">No channel, or not one name for each.</exception>
    public static Figure Traces(double[][] samples, double samplingRate, IReadOnlyList<string> names, string unit = "µV", double scale = 1e6, IReadOnlyList<Annotation>? events = null, IReadOnlyCollection<string>? bad = null, double start = 0)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplingRate);
        if (samples.Length == 0 || samples.Length != names.Count)
            throw new ArgumentException($"Expected at least one channel and a name for each, got {samples.Length} channels and {names.Count} names.", nameof(names));

        // channels stand as far apart as the typical one swings; a bad one must not flatten the others
        var isBad = names.Select(n => bad?.Contains(n) ?? false).ToArray();
        var swings = samples.Where((_, c) => !isBad[c]).Select(row => Spread(row).Deviation * scale).Where(d => d > 0 && double.IsFinite(d)).Order().ToArray();
        var spacing = swings.Length > 0 ? Math.Max(5 * swings[swings.Length / 2], 3 * swings[^1]) : 1;
        var time = Times(samples.Max(row => row.Length), samplingRate, start);
        var end = time.Length > 0 ? time[^1] : start + 1;
        var marks = new List<Mark>();
        foreach (var kind in (events ?? []).GroupBy(e => e.Text))
            marks.Add(new SpanMark([.. kind.Where(e => e.Onset <= end).Select(e => (Math.Max(start, e.Onset), Math.Min(end, e.Onset + e.Duration), e.Text))]) { Colour = Palette.Group(1 + marks.Count), Opacity = 0.14 });
        for (var c = 0; c < samples.Length; c++)
        {
            var (row, mean, place) = (samples[c], Spread(samples[c]).Mean, c);
            marks.Add(new LineMark(time, [.. row.Select(v => ((v - mean) * scale / spacing) - place)]) { Colour = isBad[c] ? Palette.Faint : Palette.Group(0), Width = 0.9, Opacity = isBad[c] ? 0.5 : 1, Hover = names[c] });
        }

        var (bar, width) = (Round(spacing), end - start);
        var at = end + (0.02 * width);
        var (low, high) = (-(samples.Length / 2.0) - (bar / spacing / 2), -(samples.Length / 2.0) + (bar / spacing / 2));
        marks.Add(new StrokeMark([new([(at, low), (at, high)], 2.4)]));
        marks.Add(new TextMark([at + (0.008 * width)], [(low + high) / 2], [$"{bar.ToString("0.######", CultureInfo.InvariantCulture)} {unit}"]) { IsAtStart = true });
        return new(new Panel
        {
            Marks = marks,
            XLabel = "time (s)",
            LastXTick = end + (1.001 / samplingRate),
            YNames = names,
            FaintYNames = [.. Enumerable.Range(0, names.Count).Where(c => isBad[c])],
            XRange = (start, end + ((samples.Length > 0 ? 0.11 : 0.02) * width)),
            YRange = (-samples.Length + 0.3, events is { Count: > 0 } ? 1.4 : 0.8),
        })
        { PanelWidth = 760, PanelHeight = Math.Clamp(90 + (26 * samples.Length), 220, 900) };
    }

    /// <summary>A recording as a signal browser shows it.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="from">Start (s).</param>
    /// <param name="seconds">Length (s); less where the recording ends.</param>
    /// <param name="bad">Names of channels that are not to be trusted, beside those that the recording marks.</param>
    public static Figure Traces(Recording recording, double from = 0, double seconds = 10, IReadOnlyCollection<string>? bad = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds);
        var first = Math.Clamp((long)Math.Round(from * recording.SamplingRate), 0, Math.Max(0, recording.SampleCount - 1));
        var count = (int)Math.Min((long)Math.Round(seconds * recording.SamplingRate), recording.SampleCount - first);
        var kept = Enumerable.Range(0, Math.Min(recording.Channels.Count, MostChannels)).ToArray();
        var part = recording.Channels.Count == kept.Length ? recording : recording.Pick([.. kept.Select(i => recording.Channels[i].Name)]);
        var units = part.Channels.Select(c => c.Unit).Distinct().ToArray();
        var (unit, scale) = units.Length == 1 ? DisplayUnit.Of(units[0], part.Channels.Any(c => c.Kind == ChannelKind.Ecg)) : ("units", 1.0);
        var events = part.Annotations.Where(a => a.Onset + a.Duration >= from && a.Onset < from + seconds).ToArray();
        var figure = Traces(part.Read(first, count), part.SamplingRate, [.. part.Channels.Select(c => c.Name)], unit, scale, events, [.. bad ?? [], .. part.Channels.Where(c => c.IsBad).Select(c => c.Name)], first / part.SamplingRate);
        return kept.Length < recording.Channels.Count ? figure.WithTitle($"The first {kept.Length} of {recording.Channels.Count} channels") : figure;
    }

    // 1, 2 or 5 times a power of ten, not above the value
    private static double Round(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * (value / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 };
    }

    // two passes, so that a small swing on a large offset is not lost
    private static (double Mean, double Deviation) Spread(double[] row)
    {
        var known = row.Where(double.IsFinite).ToArray();
        if (known.Length == 0)
            return (0, 0);
        var mean = known.Average();
        return (mean, Math.Sqrt(known.Average(v => (v - mean) * (v - mean))));
    }
}
