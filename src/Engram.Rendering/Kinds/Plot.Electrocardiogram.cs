namespace Engram.Rendering;

/// <content>Electrocardiograms on paper.</content>
public static partial class Plot
{
    private const double PaperSpeed = 25; // mm/s
    private const double Gain = 10; // mm/mV
    private const double PulseWidth = 10; // mm left of the traces, for the calibration pulse
    private const double RowDistance = 30; // mm
    private const double PixelsPerMillimetre = 3.4;
    private static readonly string[][] StandardLayout = [["I", "aVR", "V1", "V4"], ["II", "aVL", "V2", "V5"], ["III", "aVF", "V3", "V6"]];

    /// <summary>
    /// A 12-lead electrocardiogram as it is printed: four columns of 2.5 s by three rows and a rhythm strip of 10 s, 25 mm/s,
    /// 10 mm/mV, a calibration pulse of 1 mV and 0.2 s before each row.
    /// </summary>
    /// <param name="leads">Name (I … V6) and samples of each; volts. The first 10 s are drawn.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="rhythm">The lead of the strip.</param>
    /// <exception cref="ArgumentException">A standard lead is missing.</exception>
    public static Figure Electrocardiogram(IReadOnlyDictionary<string, double[]> leads, double samplingRate, string rhythm = "II")
    {
        ArgumentNullException.ThrowIfNull(leads);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplingRate);
        var byName = new Dictionary<string, double[]>(leads, StringComparer.OrdinalIgnoreCase);
        var missing = StandardLayout.SelectMany(r => r).Append(rhythm).Where(n => !byName.ContainsKey(n)).Distinct().ToArray();
        if (missing.Length > 0)
            throw new ArgumentException($"Expected the leads I, II, III, aVR, aVL, aVF, V1 to V6, got {string.Join(", ", leads.Keys)}; missing: {string.Join(", ", missing)}.", nameof(leads));

        const double Seconds = 10, Column = 2.5;
        var (width, height) = (PulseWidth + (PaperSpeed * Seconds) + 5, (4 * RowDistance) + 15);
        var marks = new List<Mark> { Ruling(width, height, 1, "#f3c9c2", 0.4), Ruling(width, height, 5, "#e39a8e", 0.8) };
        var (names, places) = (new List<string>(), new List<(double X, double Y)>());
        for (var row = 0; row <= StandardLayout.Length; row++)
        {
            var baseline = height - 24 - (RowDistance * row);
            marks.Add(new LineMark([1, 3, 3, 3 + (0.2 * PaperSpeed), 3 + (0.2 * PaperSpeed), 10], [.. ((double[])[0, 0, 1, 1, 0, 0]).Select(v => baseline + (v * Gain))]) { Colour = "#111111", Width = 1.1 });
            var cells = row < StandardLayout.Length ? StandardLayout[row] : [rhythm];
            for (var c = 0; c < cells.Length; c++)
            {
                var samples = byName[cells[c]];
                var (from, to) = (c * Column, cells.Length == 1 ? Seconds : (c + 1) * Column);
                var (first, last) = (Math.Min((int)Math.Round(from * samplingRate), samples.Length), Math.Min((int)Math.Round(to * samplingRate), samples.Length));
                var shown = Enumerable.Range(first, last - first).ToArray();
                marks.Add(new LineMark([.. shown.Select(i => PulseWidth + (PaperSpeed * i / samplingRate))], [.. shown.Select(i => baseline + (samples[i] * 1000 * Gain))]) { Colour = "#111111", Width = 1.1, Hover = cells[c] });
                if (c > 0)
                    marks.Add(new LineMark([PulseWidth + (PaperSpeed * from), PulseWidth + (PaperSpeed * from)], [baseline - 3, baseline + 3]) { Colour = "#111111", Width = 1 });
                names.Add(cells[c]);
                places.Add((PulseWidth + (PaperSpeed * from) + 1.5, baseline + 13));
            }
        }

        marks.Add(new TextMark([.. places.Select(p => p.X)], [.. places.Select(p => p.Y)], names) { IsAtStart = true, IsBold = true, Size = 13, Colour = "#111111" });
        marks.Add(new TextMark([2], [3], ["25 mm/s · 10 mm/mV"]) { IsAtStart = true, Colour = "#111111" });
        return new(new Panel { Marks = marks, HasAxes = false, HasEqualUnits = true, XRange = (0, width), YRange = (0, height), Paper = "#fff8f6" })
        {
            PanelWidth = (int)(width * PixelsPerMillimetre) + 20,
            PanelHeight = (int)(height * PixelsPerMillimetre) + 50,
        };
    }

    private static StrokeMark Ruling(double width, double height, double distance, string colour, double lineWidth) => new(
    [
        .. Enumerable.Range(0, (int)(width / distance) + 1).Select(i => new Stroke([(i * distance, 0), (i * distance, height)], lineWidth, colour)),
        .. Enumerable.Range(0, (int)(height / distance) + 1).Select(i => new Stroke([(0, i * distance), (width, i * distance)], lineWidth, colour)),
    ]);
}
