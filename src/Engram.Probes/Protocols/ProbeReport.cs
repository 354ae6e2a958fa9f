using System.Globalization;
using Engram.Rendering;

namespace Engram.Probes.Protocols;

/// <summary>An encoder beside its controls; draws itself as a table.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Rows">The encoder first, then the controls.</param>
/// <param name="NotRun">Controls that the task did not give.</param>
/// <param name="Subjects">Subjects.</param>
/// <param name="Samples">Samples.</param>
/// <param name="Folds">Folds.</param>
/// <param name="Seeds">Divisions into folds.</param>
[TypeFormatterSource(typeof(ProbeReportFormatterSource))]
public sealed record ProbeReport(ProbeMetric Metric, IReadOnlyList<ProbeReportRow> Rows, IReadOnlyList<string> NotRun, int Subjects, int Samples, int Folds, int Seeds)
{
    /// <summary>The row of a name, "encoder" for the encoder.</summary>
    /// <param name="name">Name.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public ProbeReportRow this[string name] => Rows.FirstOrDefault(r => r.Name == name) ?? throw new ArgumentException($"Expected one of {string.Join(", ", Rows.Select(r => r.Name))}, got {name}.", nameof(name));

    /// <summary>The table for a notebook.</summary>
    public Table ToTable() => new(["features", Words(Metric), "encoder better by", "p (Holm)"],
    [
        .. Rows.Select(r => (IReadOnlyList<string>)[r.Name, r.Interval.ToString(), Difference(r), r.AdjustedPValue is { } p ? p.ToString(p < 0.001 ? "0.0e+0" : "0.000", CultureInfo.InvariantCulture) : ""]),
        .. NotRun.Select(n => (IReadOnlyList<string>)[n, "not run", "", ""]),
    ])
    {
        Title = string.Create(CultureInfo.InvariantCulture, $"{Samples} samples of {Subjects} subjects; {Folds} folds of subjects, {Seeds} times; intervals over subjects"),
    };

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private string Difference(ProbeReportRow row) => row == Rows[0] ? "" : (Rows[0].FoldScores.Average() - row.FoldScores.Average()).ToString("+0.000;-0.000", CultureInfo.InvariantCulture);

    private static string Words(ProbeMetric metric) => metric switch
    {
        ProbeMetric.Accuracy => "accuracy",
        ProbeMetric.CohenKappa => "Cohen's kappa",
        ProbeMetric.MacroF1 => "macro F1",
        _ => "balanced accuracy",
    };
}
