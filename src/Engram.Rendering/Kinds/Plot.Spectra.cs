namespace Engram.Rendering;

/// <content>Frequencies.</content>
public static partial class Plot
{
    /// <summary>Power over time and frequency (dB), Hann windows.</summary>
    /// <param name="samples">One channel; volts.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="highest">Highest frequency shown (Hz).</param>
    /// <param name="windowSeconds">Length of a window (s): long ones tell frequencies apart, short ones times.</param>
    /// <param name="unit">Unit of the samples after <paramref name="scale"/>.</param>
    /// <param name="scale">Factor on the samples (1e6 for volts to microvolts).</param>
    /// <exception cref="ArgumentException">The window does not fit the signal.</exception>
    public static Figure Spectrogram(IReadOnlyList<double> samples, double samplingRate, double highest = 40, double windowSeconds = 1, string unit = "µV", double scale = 1e6)
    {
        var power = new ShortTimePower(samples, samplingRate, windowSeconds, 0.75);
        var (rows, columns) = (Math.Min(power.Power.GetLength(0), (int)(highest / power.FrequencyStep) + 1), power.Power.GetLength(1));
        var decibels = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                decibels[row, column] = 10 * Math.Log10(power.Power[row, column] * scale * scale);
        }

        // the quietest hundredth would take half of the colours
        var ordered = decibels.Cast<double>().Where(double.IsFinite).Order().ToArray();
        (double, double)? range = ordered.Length > 100 ? (ordered[ordered.Length / 50], ordered[^((ordered.Length / 500) + 1)]) : null;
        return new(new Panel
        {
            Marks =
            [
                new MatrixMark(decibels)
                {
                    XStart = power.Length / samplingRate / 2, XStep = power.Step / samplingRate, YStep = power.FrequencyStep, ColourRange = range, ValueLabel = $"power (dB re 1 {unit}²/Hz)",
                },
            ],
            XLabel = "time (s)", YLabel = "frequency (Hz)",
        }) { PanelWidth = 680, PanelHeight = 320 };
    }

    /// <summary>Power spectral densities (Welch, Hann windows) on a logarithmic axis.</summary>
    /// <param name="channels">Name and samples of each; volts.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="highest">Highest frequency shown (Hz).</param>
    /// <param name="windowSeconds">Length of a window (s).</param>
    /// <param name="unit">Unit of the samples after <paramref name="scale"/>.</param>
    /// <param name="scale">Factor on the samples (1e6 for volts to microvolts).</param>
    /// <exception cref="ArgumentException">The window does not fit a signal.</exception>
    public static Figure Spectra(IReadOnlyList<(string Name, IReadOnlyList<double> Samples)> channels, double samplingRate, double highest = 40, double windowSeconds = 2, string unit = "µV", double scale = 1e6)
    {
        ArgumentNullException.ThrowIfNull(channels);
        var marks = channels.Select(c =>
        {
            var power = new ShortTimePower(c.Samples, samplingRate, windowSeconds);
            var mean = power.Mean();
            var shown = Enumerable.Range(1, mean.Length - 1).Where(k => k * power.FrequencyStep <= highest).ToArray();
            return (Mark)new LineMark([.. shown.Select(k => k * power.FrequencyStep)], [.. shown.Select(k => mean[k] * scale * scale)]) { Label = c.Name };
        });
        return new(new Panel { Marks = [.. marks], XLabel = "frequency (Hz)", YLabel = $"power ({unit}²/Hz)", IsYLogarithmic = true });
    }
}
