using Engram.Signals.Spectral;

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
        ArgumentNullException.ThrowIfNull(samples);
        var length = WindowLength(samples.Count, samplingRate, windowSeconds);
        var hop = Math.Max(1, length / 4);
        var mean = samples.Average();
        var transform = new ShortTimeFourier(length, hop).Forward([.. samples.Select(v => v - mean)]);
        var step = samplingRate / length;
        var (rows, columns) = (Math.Min(transform.GetLength(0), (int)(highest / step) + 1), transform.GetLength(1));
        var decibels = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            // the transform is divided by Σ w; a density asks for √(fs Σ w²), and (Σ w)² / Σ w² is 2n/3 for Hann windows
            var density = (row == 0 || 2 * row == length ? 1 : 2) * 2.0 * length / 3 / samplingRate * scale * scale;
            for (var column = 0; column < columns; column++)
                decibels[row, column] = 10 * Math.Log10(density * Math.Pow(transform[row, column].Magnitude, 2));
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
                    XStep = hop / samplingRate, YStep = step, ColourRange = range, ValueLabel = $"power (dB re 1 {unit}²/Hz)",
                },
            ],
            XLabel = "time (s)",
            YLabel = "frequency (Hz)",
        })
        { PanelWidth = 680, PanelHeight = 320 };
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
            var length = WindowLength(c.Samples.Count, samplingRate, windowSeconds);
            var power = new WelchSpectrum(length, length / 2).Estimate([[.. c.Samples]], samplingRate);
            var shown = Enumerable.Range(1, power.Frequencies.Length - 1).Where(k => power.Frequencies[k] <= highest).ToArray();
            return (Mark)new LineMark([.. shown.Select(k => power.Frequencies[k])], [.. shown.Select(k => power.Density[0][k] * scale * scale)]) { Label = c.Name };
        });
        return new(new Panel { Marks = [.. marks], XLabel = "frequency (Hz)", YLabel = $"power ({unit}²/Hz)", IsYLogarithmic = true });
    }

    private static int WindowLength(int count, double samplingRate, double seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplingRate);
        var length = (int)Math.Round(seconds * samplingRate);
        return length >= 4 && length <= count ? length : throw new ArgumentException($"Expected a window of 4 samples to the signal's {count}, got {length} ({seconds} s at {samplingRate} Hz).", nameof(seconds));
    }
}
