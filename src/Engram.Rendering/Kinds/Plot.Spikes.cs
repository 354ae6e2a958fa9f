namespace Engram.Rendering;

/// <content>Spikes.</content>
public static partial class Plot
{
    private const int RasterColumns = 1200;

    /// <summary>A tick for each spike, one row for each unit or trial, and the mean rate below (Gaussian kernel).</summary>
    /// <param name="spikes">[unit or trial][spike]: times (s).</param>
    /// <param name="from">Start (s).</param>
    /// <param name="to">End (s).</param>
    /// <param name="kernelSeconds">Standard deviation of the kernel (s).</param>
    /// <param name="rowLabel">What a row is.</param>
    /// <exception cref="ArgumentException">The time is empty or there is no row.</exception>
    public static Figure Raster(IReadOnlyList<double[]> spikes, double from, double to, double kernelSeconds = 0.05, string rowLabel = "unit")
    {
        ArgumentNullException.ThrowIfNull(spikes);
        if (spikes.Count == 0 || !(to > from))
            throw new ArgumentException($"Expected at least one row and from < to, got {spikes.Count} rows from {from} to {to} s.", nameof(spikes));

        // spikes of one row that fall on one pixel are one tick
        var step = (to - from) / RasterColumns;
        var ticks = spikes.SelectMany((row, r) => row.Where(t => t >= from && t <= to).Select(t => (long)((t - from) / step)).Distinct().Select(c => new Stroke([(from + (c * step), r - 0.4), (from + (c * step), r + 0.4)], 1)));
        var height = Math.Clamp(60 + (8 * spikes.Count), 160, 420);
        return new(
            new Panel { Marks = [new StrokeMark([.. ticks])], YLabel = rowLabel, XRange = (from, to), YRange = (-0.8, spikes.Count - 0.2), IsYDownward = true, Area = new(0, 0, 680, height) },
            Rates([("all", spikes)], from, to, kernelSeconds, rowLabel).Panels[0] with { Area = new(0, height, 680, 170) })
        { IsAligned = true };
    }

    /// <summary>Mean firing rates, smoothed with a Gaussian kernel, with the standard error over rows.</summary>
    /// <param name="groups">Name and [row][spike] times (s) of each group.</param>
    /// <param name="from">Start (s).</param>
    /// <param name="to">End (s).</param>
    /// <param name="kernelSeconds">Standard deviation of the kernel (s).</param>
    /// <param name="rowLabel">What a row is.</param>
    /// <param name="hasError">Whether the band of one standard error is drawn.</param>
    public static Figure Rates(IReadOnlyList<(string Name, IReadOnlyList<double[]> Spikes)> groups, double from, double to, double kernelSeconds = 0.05, string rowLabel = "trial", bool hasError = true)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernelSeconds);
        const int Points = 240;
        var times = Enumerable.Range(0, Points + 1).Select(i => from + ((to - from) * i / Points)).ToArray();
        var marks = new List<Mark>();
        for (var g = 0; g < groups.Count; g++)
        {
            var rates = groups[g].Spikes.Select(row => times.Select(t => Rate(row, t, kernelSeconds)).ToArray()).ToArray();
            var mean = times.Select((_, i) => rates.Length == 0 ? 0 : rates.Average(r => r[i])).ToArray();
            var error = times.Select((_, i) => rates.Length < 2 ? 0 : Math.Sqrt(rates.Sum(r => (r[i] - mean[i]) * (r[i] - mean[i])) / (rates.Length - 1) / rates.Length)).ToArray();
            if (hasError)
                marks.Add(new BandMark(times, [.. mean.Zip(error, (m, e) => m - e)], [.. mean.Zip(error, (m, e) => m + e)]) { Colour = Palette.Group(g) });
            marks.Add(new LineMark(times, mean) { Label = groups.Count > 1 ? groups[g].Name : "", Colour = Palette.Group(g) });
        }

        return new(new Panel { Marks = marks, XLabel = "time (s)", YLabel = rowLabel.Length > 0 ? $"spikes/s per {rowLabel}" : "spikes/s", XRange = (from, to) }) { PanelWidth = 680, PanelHeight = 240 };
    }

    // Σ over spikes of the kernel's density at t; spikes beyond five standard deviations count nothing
    private static double Rate(double[] spikes, double t, double deviation) =>
        spikes.Where(s => Math.Abs(s - t) < 5 * deviation).Sum(s => Math.Exp(-0.5 * (s - t) * (s - t) / (deviation * deviation))) / (deviation * Math.Sqrt(2 * Math.PI));
}
