using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>Recordings as text tables (CSV, TSV), gzipped or not, one row a moment; empty fields and NA read as NaN.</summary>
/// <param name="layout">What the columns mean.</param>
public sealed class TableReader(TableLayout layout) : IFormatReader<Recording>
{
    private const long LargestFile = 1 << 30;
    private const double GapSteps = 20; // a step of so many usual ones is a gap in the recording
    private const int MostColumns = 8192;

    private static readonly string[] TimeNames = ["time", "timestamp", "timestamps", "t"];

    /// <inheritdoc/>
    public string Name => "table";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".csv", ".tsv"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => false;

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Recording Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        ReadOnlySpan<byte> text = file.Decompressed().All(LargestFile);
        var line = 0;
        for (; line < layout.SkipRows && text.Length > 0; line++)
            NextLine(ref text);
        var rest = text;
        var first = Encoding.UTF8.GetString(NextLine(ref rest)).TrimStart('\uFEFF');
        var separator = layout.Separator ?? (first.Contains('\t', StringComparison.Ordinal) ? '\t' : first.Contains(';', StringComparison.Ordinal) ? ';' : first.Contains(',', StringComparison.Ordinal) ? ',' : ' ');
        var names = Split(first, separator);
        if (names.Length > MostColumns)
            throw new SignalFormatException(file.Name, line + 1, "columns", $"expected at most {MostColumns}, got {names.Length}");
        if (layout.HasHeader)
        {
            text = rest;
            line++;
            names = [.. names.Select((n, i) => n.Length > 0 ? n : $"column {i + 1}")];
        }
        else
        {
            names = layout.Columns is { } given && given.Count == names.Length ? [.. given] : [.. Enumerable.Range(1, names.Length).Select(i => $"column {i}")];
        }

        var rows = ReadNumbers(file, text, names, separator, line);
        int Column(string name) => Array.FindIndex(names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)) is var i and >= 0
            ? i
            : throw new SignalFormatException(file.Name, 1, "columns", $"expected a column '{name}', the table has: {string.Join(", ", names)}");
        var time = layout.TimeColumn is { } asked ? Column(asked) : Array.FindIndex(names, n => TimeNames.Contains(n.ToLowerInvariant()));
        var marker = layout.MarkerColumn is { } markerName ? Column(markerName) : -1;
        var rate = layout.SamplingRate ?? (time >= 0 ? RateOf(file, rows[time]) : throw new SignalFormatException(file.Name, 1, "sampling rate", $"the table has no column of times ({string.Join(", ", TimeNames)}); declare TableLayout.SamplingRate. Its columns are: {string.Join(", ", names.Take(30))}"));
        if (!(rate > 0) || !double.IsFinite(rate))
            throw new SignalFormatException(file.Name, 1, "sampling rate", $"expected a rate above 0 Hz, got {rate}");
        int[] picked = layout.Columns is { } columns ? [.. columns.Select(Column)] : [.. Enumerable.Range(0, names.Length).Where(i => i != time && i != marker)];
        var (factor, unit) = UnitScale.ToSi(layout.Unit);
        foreach (var i in picked.Distinct())
            System.Numerics.Tensors.TensorPrimitives.Multiply(rows[i], factor, rows[i]);
        var channels = Array.ConvertAll(picked, i => new Channel(names[i], layout.Kind ?? ChannelGuess.Kind(names[i], unit), unit));
        var annotations = marker < 0 ? Annotations.None : Recording.FromSamples([rows[marker]], [new("marker", ChannelKind.Stimulus, "")], rate).FindEvents("marker", int.MaxValue);
        return new(new MemorySource(Array.ConvertAll(picked, i => rows[i])), channels, rate, annotations, file.ToProvenance());
    }

    private static double[][] ReadNumbers(SignalFile file, ReadOnlySpan<byte> text, string[] names, char separator, int line)
    {
        var columns = Array.ConvertAll(names, _ => new List<double>());
        while (text.Length > 0)
        {
            line++;
            var row = NextLine(ref text);
            if (row.Trim((byte)' ').Length == 0)
                continue;
            var column = 0;
            while (true)
            {
                if (separator == ' ')
                    row = row.TrimStart((byte)' ');
                var end = row.IndexOf((byte)separator);
                var field = (end < 0 ? row : row[..end]).Trim(" \""u8);
                if (column >= columns.Length)
                {
                    if (field.Length == 0 && end < 0)
                        break;
                    throw new SignalFormatException(file.Name, line, "row", $"expected {columns.Length} columns, got more");
                }

                columns[column].Add(Number(file, field, line, names[column]));
                column++;
                if (end < 0)
                    break;
                row = row[(end + 1)..];
            }

            if (column != columns.Length)
                throw new SignalFormatException(file.Name, line, "row", $"expected {columns.Length} columns, got {column}; a file that was cut ends so");
        }

        return Array.ConvertAll(columns, c => c.ToArray());
    }

    private static double Number(SignalFile file, ReadOnlySpan<byte> field, int line, string column)
    {
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return value;
        var text = Encoding.UTF8.GetString(field);
        return text.ToUpperInvariant() is "" or "NA" or "N/A" or "NAN" or "NULL" or "NONE"
            ? double.NaN
            : throw new SignalFormatException(file.Name, line, column, $"expected a number, got \"{text[..Math.Min(40, text.Length)]}\"");
    }

    // The mean step: single times may be rounded or jitter by several samples. Only steps that are gaps do not count.
    private static double RateOf(SignalFile file, double[] times)
    {
        var steps = times.Skip(1).Select((t, i) => t - times[i]).Where(double.IsFinite).Order().ToArray();
        var median = steps.Length > 0 ? steps[steps.Length / 2] : 0;
        var mean = steps.Where(s => s < GapSteps * median).DefaultIfEmpty(0).Average();
        return median > 0 && mean > 0
            ? Math.Round(1 / mean, 6)
            : throw new SignalFormatException(file.Name, 1, "time column", "expected times that grow");
    }

    private static string[] Split(string line, char separator) =>
        [.. line.Split(separator, separator == ' ' ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None).Select(n => n.Trim(' ', '"'))];

    private static ReadOnlySpan<byte> NextLine(scoped ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }
}
