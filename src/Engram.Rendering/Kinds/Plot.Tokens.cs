using System.Globalization;

namespace Engram.Rendering;

/// <content>Tokens.</content>
public static partial class Plot
{
    /// <summary>A signal, the code of each of its windows below, and at the right how often each code is used.</summary>
    /// <param name="samples">One channel; volts.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="codes">The code of each window, from the first sample on.</param>
    /// <param name="windowSeconds">Length of a window (s).</param>
    /// <param name="codeCount">Codes in the book.</param>
    /// <param name="unit">Unit of the samples after <paramref name="scale"/>.</param>
    /// <param name="scale">Factor on the samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">A code is not in the book.</exception>
    public static Figure Codes(IReadOnlyList<double> samples, double samplingRate, IReadOnlyList<int> codes, double windowSeconds, int codeCount, string unit = "µV", double scale = 1e6)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(windowSeconds);
        var usage = new double[codeCount];
        foreach (var code in codes)
            usage[(uint)code < (uint)codeCount ? code : throw new ArgumentOutOfRangeException(nameof(codes), $"Expected codes from 0 to {codeCount - 1}, got {code}.")]++;
        var shares = usage.Select(u => u / Math.Max(1, codes.Count)).ToArray();
        var perplexity = Math.Exp(-shares.Where(p => p > 0).Sum(p => p * Math.Log(p)));
        var (end, height) = (Math.Max(samples.Count / samplingRate, codes.Count * windowSeconds), Math.Clamp(90 + (5 * codeCount), 190, 420));
        var runs = codes.Select((c, i) => new Stroke([(i * windowSeconds, c), ((i + 1) * windowSeconds, c)], codeCount > 40 ? 3 : 5, Palette.Group(c)));
        var range = (-0.8, codeCount - 0.2);
        return new(
            new Panel { Marks = [new LineMark(Times(samples.Count, samplingRate), [.. samples.Select(v => v * scale)]) { Width = 1 }], YLabel = unit, XRange = (0, end), Area = new(0, 0, 640, 150) },
            new Panel { Marks = [new StrokeMark([.. runs])], XLabel = "time (s)", YLabel = "code", XRange = (0, end), YRange = range, Area = new(0, 150, 640, height) },
            new Panel
            {
                Marks = [new BarMark([.. Enumerable.Range(0, codeCount).Select(c => (double)c)], [.. shares.Select(s => 100 * s)]) { IsLying = true, Width = 0.8, Colour = Palette.Group(6) }],
                XLabel = "use (%)",
                YRange = range,
                Title = string.Create(CultureInfo.InvariantCulture, $"Perplexity {perplexity:0.0}"),
                Area = new(640, 129, 170, height + 21),
            })
        { IsAligned = true };
    }

    /// <summary>A signal and its reconstruction, with the masked stretches shaded.</summary>
    /// <param name="samples">The signal; volts.</param>
    /// <param name="reconstruction">What the model made of it.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="masked">Start and end of each stretch that the model did not see (s).</param>
    /// <param name="unit">Unit of the samples after <paramref name="scale"/>.</param>
    /// <param name="scale">Factor on the samples.</param>
    public static Figure Reconstruction(IReadOnlyList<double> samples, IReadOnlyList<double> reconstruction, double samplingRate, IReadOnlyList<(double From, double To)> masked, string unit = "µV", double scale = 1e6)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(reconstruction);
        ArgumentNullException.ThrowIfNull(masked);
        var time = Times(Math.Max(samples.Count, reconstruction.Count), samplingRate);
        return new(new Panel
        {
            Marks =
            [
                new SpanMark([.. masked.Select(m => (m.From, m.To, ""))]) { Label = "masked", Colour = Palette.Group(4) },
                new LineMark(time, [.. samples.Select(v => v * scale)]) { Label = "signal", Colour = Palette.Ink, Width = 1.4 },
                new LineMark(time, [.. reconstruction.Select(v => v * scale)]) { Label = "reconstruction", Colour = Palette.Group(1), Width = 1.6 },
            ],
            XLabel = "time (s)",
            YLabel = unit,
        })
        { PanelWidth = 720, PanelHeight = 260 };
    }
}
