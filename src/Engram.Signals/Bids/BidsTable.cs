using System.Text;
using Engram.Signals.Formats;

namespace Engram.Signals.Bids;

/// <summary>A table of texts with named columns; <c>n/a</c> stands for what is not known.</summary>
internal sealed class BidsTable
{
    private readonly Dictionary<string, int> columns;

    private BidsTable(string file, Dictionary<string, int> columns, string[][] rows) => (File, this.columns, Rows) = (file, columns, rows);

    public string File { get; }

    public string[][] Rows { get; }

    public IReadOnlyCollection<string> Columns => columns.Keys;

    public static BidsTable Read(string path)
    {
        var name = Path.GetFileName(path);
        var lines = System.IO.File.ReadAllLines(path, Encoding.UTF8);
        if (lines.Length == 0)
            throw new SignalFormatException(name, 1, "header row", "the table is empty");
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, column) in lines[0].TrimStart('\uFEFF').Split('\t').Index())
            columns.TryAdd(column.Trim(), i);
        var rows = new List<string[]>();
        foreach (var (i, line) in lines.Index().Skip(1))
        {
            if (line.Length == 0)
                continue;
            var fields = line.Split('\t');
            rows.Add(fields.Length >= columns.Count ? fields : throw new SignalFormatException(name, i + 1, "row", $"expected {columns.Count} columns, got {fields.Length}"));
        }

        return new(name, columns, [.. rows]);
    }

    public string? Text(string[] row, string column) => columns.TryGetValue(column, out var i) && row[i].Trim() is { Length: > 0 } text && text != "n/a" ? text : null;

    public double? Number(string[] row, string column) => Text(row, column) is not { } text ? null
        : double.TryParse(text, out var value) ? value
        : throw new SignalFormatException(File, Array.IndexOf(Rows, row) + 2, column, $"expected a number or n/a, got \"{text}\"");
}
