using System.Numerics;
using Engram.Signals;

namespace Engram.Rendering;

/// <content>Trials and their averages.</content>
public static partial class Plot
{
    private static readonly string[] ButterflyColours = ["#0072b2", "#56b4e9", "#8c8c8c", "#e69f00", "#d55e00"];

    /// <summary>Every trial of one channel as a row of colours, with the average below.</summary>
    /// <param name="trials">[trial][time]; volts.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="start">Time of the first sample relative to the event (s).</param>
    /// <param name="order">Order of the rows from the top, such as by reaction time.</param>
    /// <param name="unit">Unit of the samples after <paramref name="scale"/>.</param>
    /// <param name="scale">Factor on the samples.</param>
    /// <exception cref="ArgumentException">No trial, or trials of different lengths.</exception>
    public static Figure EpochsImage(IReadOnlyList<double[]> trials, double samplingRate, double start = 0, IReadOnlyList<int>? order = null, string unit = "µV", double scale = 1e6)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Count == 0 || trials.Any(t => t.Length != trials[0].Length || t.Length == 0))
            throw new ArgumentException($"Expected trials of equal length, got {trials.Count} of lengths {string.Join(", ", trials.Select(t => t.Length).Distinct())}.", nameof(trials));
        var image = new double[trials.Count, trials[0].Length];
        for (var row = 0; row < trials.Count; row++)
        {
            for (var t = 0; t < trials[0].Length; t++)
                image[row, t] = trials[order?[row] ?? row][t] * scale;
        }

        var ordered = image.Cast<double>().Where(double.IsFinite).Select(Math.Abs).Order().ToArray();
        var limit = ordered.Length == 0 || ordered[^1] == 0 ? 1 : ordered[(int)(0.98 * (ordered.Length - 1))];
        var times = Times(trials[0].Length, samplingRate, start);
        var (mean, half) = (new double[times.Length], new double[times.Length]);
        for (var t = 0; t < times.Length; t++)
        {
            var at = trials.Select(r => r[t] * scale).ToArray();
            mean[t] = at.Average();
            half[t] = 1.96 * Math.Sqrt(at.Sum(v => (v - mean[t]) * (v - mean[t])) / Math.Max(1, at.Length - 1) / at.Length);
        }

        var range = (times[0] - (0.5 / samplingRate), times[^1] + (0.5 / samplingRate));
        return new(
            new Panel
            {
                Marks = [new MatrixMark(image) { XStart = start, XStep = 1 / samplingRate, IsDiverging = true, ColourRange = (-limit, limit), ValueLabel = unit }, new RuleMark(0, true) { Colour = "#111111" }],
                YLabel = "trial",
                IsYDownward = true,
                XRange = range,
                Area = new(0, 0, 620, 250),
            },
            new Panel
            {
                Marks = [new BandMark(times, [.. mean.Zip(half, (m, h) => m - h)], [.. mean.Zip(half, (m, h) => m + h)]) { Label = "95 % interval" }, new LineMark(times, mean) { Label = "mean" }, new RuleMark(0, true)],
                XLabel = "time from the event (s)",
                YLabel = unit,
                XRange = range,
                Area = new(0, 250, 620, 170),
            })
        { IsAligned = true };
    }

    /// <summary>An evoked response: all electrodes in one panel, coloured from the left of the head (blue) to the right (orange), and maps at chosen times.</summary>
    /// <param name="evoked">[electrode][time]; volts.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="start">Time of the first sample relative to the event (s).</param>
    /// <param name="electrodes">Names of the 10-05 system.</param>
    /// <param name="times">Times of the maps (s), at most five.</param>
    /// <param name="unit">Unit of the samples after <paramref name="scale"/>.</param>
    /// <param name="scale">Factor on the samples.</param>
    /// <exception cref="ArgumentException">A name is unknown, there is not one row for each, or a time lies outside.</exception>
    public static Figure Butterfly(IReadOnlyList<double[]> evoked, double samplingRate, double start, IReadOnlyList<string> electrodes, IReadOnlyList<double> times, string unit = "µV", double scale = 1e6)
    {
        ArgumentNullException.ThrowIfNull(electrodes);
        return Butterfly(evoked, samplingRate, start, electrodes, [.. electrodes.Select(Direction)], times, unit, scale);
    }

    /// <summary>An evoked response of one kind of sensor, as they lie on the head: all sensors in one panel, and maps at chosen times.</summary>
    /// <param name="evoked">The response; channels without a place and bad ones are left out.</param>
    /// <param name="times">Times of the maps (s), at most five.</param>
    /// <param name="kind">The kind of sensor.</param>
    /// <exception cref="ArgumentException">No channel of this kind has a place, or a time lies outside.</exception>
    public static Figure Butterfly(Evoked evoked, IReadOnlyList<double> times, ChannelKind kind = ChannelKind.Eeg)
    {
        var (shown, directions, unit, scale) = Sensors(evoked, kind);
        return Butterfly([.. shown.Select(i => evoked.Data[i])], evoked.SamplingRate, evoked.Start, [.. shown.Select(i => evoked.Channels[i].Name)], directions, times, unit, scale);
    }

    /// <summary>A map of an evoked response at one time.</summary>
    /// <param name="evoked">The response; channels without a place and bad ones are left out.</param>
    /// <param name="time">s, relative to the event.</param>
    /// <param name="kind">The kind of sensor.</param>
    /// <exception cref="ArgumentException">No channel of this kind has a place.</exception>
    public static Figure Topomap(Evoked evoked, double time, ChannelKind kind = ChannelKind.Eeg)
    {
        var (shown, directions, unit, scale) = Sensors(evoked, kind);
        var at = Math.Clamp((int)Math.Round((time - evoked.Start) * evoked.SamplingRate), 0, evoked.Data[0].Length - 1);
        return Topomap([.. shown.Select(i => evoked.Channels[i].Name)], directions, [.. shown.Select(i => evoked.Data[i][at] * scale)], unit);
    }

    // electrodes lie around a point 4 cm above the line of the ears, coils around the middle of their helmet
    private static (int[] Shown, Vector3[] Directions, string Unit, double Scale) Sensors(Evoked evoked, ChannelKind kind)
    {
        ArgumentNullException.ThrowIfNull(evoked);
        var shown = Enumerable.Range(0, evoked.Channels.Count).Where(i => evoked.Channels[i] is { IsBad: false, Geometry: not null } c && c.Kind == kind).ToArray();
        if (shown.Length == 0)
            throw new ArgumentException($"Expected channels of kind {kind} with places; the response has {string.Join(", ", evoked.Channels.CountBy(c => c.Kind).Select(k => $"{k.Value} {k.Key}"))}.", nameof(kind));
        var height = kind == ChannelKind.Eeg ? 0.04f : 0;
        var directions = shown.Select(i => evoked.Channels[i].Geometry!.Position).Select(p => new Vector3((float)p.X, (float)p.Y, (float)p.Z - height)).ToArray();
        var (unit, scale) = DisplayUnit.Of(evoked.Channels[shown[0]].Unit);
        return (shown, directions, unit, scale);
    }

    private static Figure Butterfly(IReadOnlyList<double[]> evoked, double samplingRate, double start, IReadOnlyList<string> electrodes, Vector3[] directions, IReadOnlyList<double> times, string unit, double scale)
    {
        ArgumentNullException.ThrowIfNull(evoked);
        ArgumentNullException.ThrowIfNull(times);
        var axis = Times(evoked.Count == 0 ? 0 : evoked[0].Length, samplingRate, start);
        if (evoked.Count != electrodes.Count || axis.Length == 0 || evoked.Any(r => r.Length != axis.Length))
            throw new ArgumentException($"Expected a row of equal length for each of {electrodes.Count} electrodes, got {evoked.Count} rows.", nameof(evoked));
        if (times.Count > 5 || times.Any(t => t < axis[0] - 1e-9 || t > axis[^1] + 1e-9))
            throw new ArgumentException($"Expected at most five times between {axis[0]:0.###} and {axis[^1]:0.###} s, got {string.Join(", ", times)}.", nameof(times));
        int At(double time) => Math.Clamp((int)Math.Round((time - start) * samplingRate), 0, axis.Length - 1);
        var maps = times.Select(t => new TopomapMark(electrodes, directions, [.. evoked.Select(r => r[At(t)] * scale)])).ToArray();
        var range = maps.Length == 0 ? (-1, 1) : CommonRange(maps);
        const int Width = 760, MapSide = 132, Left = 30;
        var panels = maps.Select((m, i) => Head(m with { ColourRange = range, HasColourBar = i == maps.Length - 1, ValueLabel = unit }) with
        {
            Title = $"{times[i] * 1000:0} ms",
            IsTitleCentred = true,
            Area = new(Left + ((Width - 100 - Left) * (i + 0.5) / maps.Length) - (MapSide / 2), 0, MapSide + (i == maps.Length - 1 ? 66 : 0), MapSide + 22),
        }).ToList();
        var lines = evoked.Select((row, e) => (Mark)new LineMark(axis, [.. row.Select(v => v * scale)])
        {
            Colour = ButterflyColours[Math.Clamp((int)Math.Round(2 + (2.2 * TopomapMark.Project(Vector3.Normalize(directions[e])).X)), 0, 4)],
            Width = 1,
            Opacity = 0.85,
            Hover = electrodes[e],
        });
        panels.Add(new()
        {
            Marks = [.. lines, new RuleMark(0, true), .. times.Select(t => new RuleMark(axis[At(t)], true) { Colour = Palette.Ink })],
            XLabel = "time from the event (s)",
            YLabel = unit,
            XRange = (axis[0], axis[^1]),
            Area = new(0, maps.Length == 0 ? 0 : MapSide + 22, Width - 60, 250),
        });
        return new(panels);
    }
}
