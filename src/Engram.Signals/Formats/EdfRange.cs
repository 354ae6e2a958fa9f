namespace Engram.Signals.Formats;

/// <summary>The calibration of a channel to be written: physical range ±Largest in a unit, digital range ±LargestDigital.</summary>
internal sealed record EdfRange(double Largest, string Unit, double UnitsPerSi, int LargestDigital)
{
    /// <summary>The smallest range of three digits that holds the channel and stays the choice after the samples were rounded to it.</summary>
    public static EdfRange Choose(Recording recording, int channel, int largestDigital)
    {
        var peak = Peak(recording, channel);
        if (recording.Channels[channel].Kind == ChannelKind.Stimulus)
        {
            return peak <= largestDigital
                ? new(largestDigital, "", 1, largestDigital) // codes are stored as they are
                : throw new ArgumentException($"Channel {recording.Channels[channel].Name} has codes up to {peak}, above the format's {largestDigital}.", nameof(recording));
        }

        var (unit, factor) = recording.Channels[channel].Unit switch { "V" => ("uV", 1e6), "T" => ("fT", 1e15), var other => (other, 1.0) };
        var range = new EdfRange(ThreeDigitsAbove(peak * factor), unit, factor, largestDigital);
        while (true)
        {
            var rounded = ThreeDigitsAbove(Math.Abs(range.Physical(range.Digital(peak))));
            if (rounded >= range.Largest)
                return range;
            range = range with { Largest = rounded };
        }
    }

    /// <summary>The nearest digital value of a value in SI units.</summary>
    public int Digital(double value) => (int)Math.Clamp(Math.Round(value * UnitsPerSi / Largest * LargestDigital), -LargestDigital, LargestDigital);

    private double Physical(int digital) => digital * Largest / LargestDigital;

    private static double Peak(Recording recording, int channel)
    {
        var block = new double[(int)Math.Min(65536, recording.SampleCount)];
        double peak = 0;
        for (long at = 0; at < recording.SampleCount; at += block.Length)
        {
            var window = block.AsSpan(0, (int)Math.Min(block.Length, recording.SampleCount - at));
            recording.Read(channel, at, window);
            foreach (var value in window)
            {
                if (!double.IsFinite(value))
                    throw new ArgumentException($"Channel {recording.Channels[channel].Name} holds {value} near {at / recording.SamplingRate:0.##} s; the format stores finite numbers only. Crop the recording or fill the gap.", nameof(recording));
                peak = Math.Max(peak, Math.Abs(value));
            }
        }

        return peak;
    }

    private static double ThreeDigitsAbove(double value)
    {
        if (value == 0)
            return 1;
        if (value is < 1e-3 or > 9_990_000)
            throw new ArgumentException($"A channel has values up to {value} in the unit of the file; the header's fields hold 0.001 to 9990000. Scale the channel first.", nameof(value));
        var unit = (decimal)Math.Pow(10, Math.Floor(Math.Log10(value)) - 2);
        return (double)(Math.Ceiling((decimal)value * (1 - 1e-12m) / unit) * unit);
    }
}
