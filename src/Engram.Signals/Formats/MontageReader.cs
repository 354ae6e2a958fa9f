using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>Electrode positions as text: ASA (<c>.elc</c>), BESA/EGI (<c>.sfp</c>) and tables of name, x, y, z (<c>.tsv</c>).</summary>
public sealed class MontageReader : IFormatReader<Montage>
{
    private const long LargestFile = 16 << 20;

    /// <inheritdoc/>
    public string Name => "montage";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".elc", ".sfp", ".tsv"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => false;

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Montage Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var lines = Encoding.UTF8.GetString(file.All(LargestFile)).Split('\n').Select(l => l.Trim()).ToArray();
        var points = Array.Exists(lines, l => l.StartsWith("NumberPositions", StringComparison.Ordinal)) ? ReadAsa(file, lines) : ReadTable(file, lines);
        if (points.Count == 0)
            throw new SignalFormatException(file.Name, 1, "positions", "expected lines of a name and three numbers, got none");
        var unit = lines.FirstOrDefault(l => l.StartsWith("UnitPosition", StringComparison.Ordinal))?.Split('\t', ' ').Last();
        var scale = unit switch { "mm" => 1e-3, "cm" => 1e-2, "m" => 1, _ => LengthScale.Guess(points.Select(p => p.At)) };
        return new(Path.GetFileNameWithoutExtension(file.Name), points.Select(p => KeyValuePair.Create(p.Name, scale * p.At)));
    }

    // Positions are lines "x y z" whose names follow under Labels, or lines "name : x y z".
    private static List<(string Name, Point3 At)> ReadAsa(SignalFile file, string[] lines)
    {
        var first = Array.IndexOf(lines, "Positions") + 1;
        var labels = Array.IndexOf(lines, "Labels");
        var end = labels < 0 ? lines.Length : labels;
        var names = labels < 0 ? [] : lines[(labels + 1)..].SelectMany(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var found = new List<(string, Point3)>();
        for (var i = first; i > 0 && i < end; i++)
        {
            if (lines[i].Length == 0)
                continue;
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            var name = colon > 0 ? lines[i][..colon].Trim() : found.Count < names.Length ? names[found.Count] : throw new SignalFormatException(file.Name, i + 1, "labels", $"expected a name for every position, got {names.Length} names");
            found.Add((name, Position(lines[i][(colon + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) ?? throw new SignalFormatException(file.Name, i + 1, "position", $"expected three numbers, got \"{lines[i]}\"")));
        }

        return found;
    }

    private static List<(string Name, Point3 At)> ReadTable(SignalFile file, string[] lines)
    {
        var found = new List<(string, Point3)>();
        foreach (var (i, line) in lines.Index())
        {
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0 || fields[0].StartsWith('#') || (i == 0 && Position(fields.AsSpan(1)) is null))
                continue; // a comment or the names of the columns
            found.Add((fields[0], Position(fields.AsSpan(1)) ?? throw new SignalFormatException(file.Name, i + 1, "position", $"expected a name and three numbers, got \"{line}\"")));
        }

        return found;
    }

    private static Point3? Position(ReadOnlySpan<string> fields)
    {
        Span<double> numbers = stackalloc double[3];
        if (fields.Length < 3)
            return null;
        for (var i = 0; i < 3; i++)
        {
            if (!double.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                return null;
        }

        return new(numbers[0], numbers[1], numbers[2]);
    }
}
