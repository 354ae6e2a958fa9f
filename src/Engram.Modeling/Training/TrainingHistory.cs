using System.Globalization;
using System.Text;

namespace Engram.Modeling.Training;

/// <summary>A training as a table: a row a step, a column a value.</summary>
public sealed class TrainingHistory
{
    private static readonly string[] Fixed = ["step", "loss", "learning_rate", "gradient_norm", "validation"];
    private readonly List<TrainingStep> rows = [];

    /// <summary>The rows in order.</summary>
    public IReadOnlyList<TrainingStep> Rows => rows;

    /// <summary>Names of the loss terms and watched values, sorted.</summary>
    public IReadOnlyList<string> TermNames => [.. rows.SelectMany(r => r.Terms.Keys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    internal void Add(TrainingStep row) => rows.Add(row);

    /// <summary>The table as CSV text. Numbers are written so that reading gives the same bits.</summary>
    public string ToCsv()
    {
        var names = TermNames;
        var text = new StringBuilder();
        text.AppendJoin(',', [.. Fixed, .. names.Select(Quote)]).Append('\n');
        foreach (var row in rows)
        {
            text.AppendJoin(',', [Text(row.Step), Text(row.Loss), Text(row.LearningRate), Text(row.GradientNorm), Text(row.Validation),
                .. names.Select(n => row.Terms.TryGetValue(n, out var value) ? Text(value) : "")]).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToCsv"/> wrote.</summary>
    /// <param name="csv">The text.</param>
    /// <param name="steps">Number of steps of the training.</param>
    /// <exception cref="FormatException">The text is no such table.</exception>
    public static TrainingHistory FromCsv(string csv, int steps)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines.Length == 0 ? [] : Cells(lines[0]);
        if (names.Count < Fixed.Length || !names.Take(Fixed.Length).SequenceEqual(Fixed))
            throw new FormatException($"Expected a history with the columns {string.Join(", ", Fixed)}, got {(lines.Length == 0 ? "nothing" : lines[0])}.");
        var history = new TrainingHistory();
        foreach (var line in lines.Skip(1))
        {
            var cells = Cells(line);
            if (cells.Count != names.Count)
                throw new FormatException($"Expected {names.Count} cells in a row of the history, got {cells.Count}: {line}");
            var terms = Enumerable.Range(Fixed.Length, names.Count - Fixed.Length).Where(i => cells[i].Length > 0).ToDictionary(i => names[i], i => Number(cells[i]));
            history.Add(new((int)Number(cells[0]), steps, Number(cells[1]), terms, Number(cells[2]), Number(cells[3]), cells[4].Length > 0 ? Number(cells[4]) : null));
        }

        return history;
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Quote(string name) => name.AsSpan().IndexOfAny(",\"") >= 0 ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;

    private static List<string> Cells(string line)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                if (!quoted && cell.Length > 0)
                    cell.Append('"');
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
