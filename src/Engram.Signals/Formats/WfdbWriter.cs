using System.Buffers.Binary;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>
/// Writes a WFDB record: header, signal file in format 16 with checksums, annotations (<c>.atr</c>). The gain of each channel is the
/// largest of three digits that fits 16 bits; NaN becomes the format's mark for a missing sample.
/// </summary>
public sealed class WfdbWriter : IFormatWriter<Recording>
{
    private const int LargestDigital = short.MaxValue;

    /// <inheritdoc/>
    public string Name => "WFDB";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".hea"];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are no channels, or the name has other signs than letters, digits, dash and underscore.</exception>
    public IReadOnlyList<FileContent> Encode(Recording value, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.RequireOneRate(Name);
        var record = Path.GetFileNameWithoutExtension(name);
        if (value.Channels.Count == 0 || value.SampleCount == 0)
            throw new ArgumentException("Expected a recording with channels and samples.", nameof(value));
        if (record.Length == 0 || !record.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"Expected a record name of letters, digits, dashes and underscores, got '{record}'.", nameof(name));
        var gains = Enumerable.Range(0, value.Channels.Count).Select(c => Gain(value, c)).ToArray();
        var files = new List<FileContent>
        {
            new($"{record}.hea", stream => stream.Write(Encoding.UTF8.GetBytes(Header(value, record, gains)))),
            new($"{record}.dat", stream => ForEachFrameBlock(value, gains, (bytes, _) => stream.Write(bytes))),
        };
        if (value.Annotations.Count > 0)
            files.Add(new($"{record}.atr", stream => stream.Write(WfdbAnnotations.Write(value.Annotations, value.SamplingRate, value.Channels))));
        return files;
    }

    private static string Header(Recording recording, string record, (double Gain, string Unit, double UnitsPerSi)[] gains)
    {
        var sums = new long[gains.Length];
        var initial = new short[gains.Length];
        ForEachFrameBlock(recording, gains, (bytes, first) =>
        {
            for (var at = 0; at < bytes.Length; at += 2)
                sums[at / 2 % gains.Length] += BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]);
            for (var c = 0; first == 0 && c < gains.Length; c++)
                initial[c] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * c)..]);
        });
        var text = new StringBuilder($"{record} {gains.Length} {recording.SamplingRate:R} {recording.SampleCount}");
        text.Append(recording.StartTime is { } start ? $" {start:HH:mm:ss} {start:dd/MM/yyyy}\n" : "\n");
        for (var c = 0; c < gains.Length; c++)
            text.Append($"{record}.dat 16 {gains[c].Gain:R}(0)/{gains[c].Unit} 16 0 {initial[c]} {(short)(sums[c] & 0xFFFF)} 0 {recording.Channels[c].Name.ReplaceLineEndings(" ")}\n");
        foreach (var (key, value) in recording.Metadata)
            text.Append(key == "comments" ? string.Concat(value.Split('\n').Select(l => $"# {l}\n")) : $"# {key.ReplaceLineEndings(" ")}: {value.ReplaceLineEndings(" ")}\n");
        return text.ToString();
    }

    private static void ForEachFrameBlock(Recording recording, (double Gain, string Unit, double UnitsPerSi)[] gains, FrameBlock action)
    {
        const int Frames = 4096;
        var bytes = new byte[2 * gains.Length * Frames];
        for (long at = 0; at < recording.SampleCount; at += Frames)
        {
            var count = (int)Math.Min(Frames, recording.SampleCount - at);
            var rows = recording.Read(at, count);
            for (var c = 0; c < gains.Length; c++)
            {
                var steps = gains[c].Gain * gains[c].UnitsPerSi;
                for (var t = 0; t < count; t++)
                    BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * ((t * gains.Length) + c)), Digital(rows[c][t], steps));
            }

            action(bytes.AsSpan(0, 2 * gains.Length * count), at);
        }
    }

    private static short Digital(double value, double stepsPerSi) => double.IsNaN(value) ? short.MinValue : (short)Math.Clamp(Math.Round(value * stepsPerSi), -LargestDigital, LargestDigital);

    // Rounded samples may allow a larger gain than the first guess; the gain at which this stops is the one found again when the file is written anew.
    private static (double Gain, string Unit, double UnitsPerSi) Gain(Recording recording, int channel)
    {
        var (unit, factor) = recording.Channels[channel].Unit switch { "V" => ("mV", 1e3), "Pa" => ("mmHg", 1 / 133.322387415), "" => ("NU", 1.0), var other => (other.Replace(' ', '_').Replace('/', '_'), 1.0) };
        double peak = 0;
        for (long at = 0; at < recording.SampleCount; at += 65536)
        {
            var window = new double[(int)Math.Min(65536, recording.SampleCount - at)];
            recording.Read(channel, at, window);
            peak = window.Where(v => !double.IsNaN(v)).Aggregate(peak, (p, v) => Math.Max(p, Math.Abs(v)));
        }

        if (!double.IsFinite(peak))
            throw new ArgumentException($"Channel {recording.Channels[channel].Name} holds infinite values, which the format cannot store.", nameof(recording));
        var gain = ThreeDigitsBelow(peak * factor);
        while (true)
        {
            var next = ThreeDigitsBelow(Math.Abs(Digital(peak, gain * factor) / gain));
            if (next <= gain)
                return (gain, unit, factor);
            gain = next;
        }
    }

    private static double ThreeDigitsBelow(double peak)
    {
        if (peak == 0)
            return 200;
        var gain = LargestDigital / peak;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(gain)) - 2);
        return double.Parse($"{Math.Floor((gain / unit) + 1e-9) * unit:G3}");
    }

    private delegate void FrameBlock(ReadOnlySpan<byte> bytes, long first);
}
