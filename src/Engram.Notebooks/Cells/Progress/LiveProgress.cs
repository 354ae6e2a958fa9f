using System.Diagnostics;
using System.Globalization;

namespace Engram.Notebooks.Cells.Progress;

/// <summary>
/// A bar that fills in place, with the curve of a value (usually the loss): as HTML in a notebook, as a line of text in a
/// console, silent where output goes to a file. Reports cost almost nothing: most only store a number.
/// </summary>
public sealed class LiveProgress : IProgress<(long Step, double Value)>, IDisposable
{
    private const int CurvePoints = 240;
    private static readonly long Interval = Stopwatch.Frequency / 8;

    private readonly string title;
    private readonly string valueName;
    private readonly List<(long Step, double Value)> curve = [];
    private readonly IProgressView? view;
    private long step;
    private double value = double.NaN;
    private long stride = 1;
    private long shownAt;

    /// <summary>Shows an empty bar.</summary>
    /// <param name="title">What is going on.</param>
    /// <param name="total">Steps to the end.</param>
    /// <param name="valueName">What the curve shows, with its unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The total is not positive.</exception>
    public LiveProgress(string title, long total, string valueName = "loss")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        (this.title, Total, this.valueName) = (title, total, valueName);
        view = NotebookFunctions.Output is not null ? new NotebookProgressView() : Console.IsErrorRedirected ? null : new ConsoleProgressView();
        Show();
    }

    /// <summary>Steps to the end.</summary>
    public long Total { get; }

    /// <summary>Says how far the work is.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="value">The value of the curve; not drawn where it is not given.</param>
    public void Report(long step, double value = double.NaN)
    {
        this.step = step;
        this.value = value;
        if (step % stride == 0 && double.IsFinite(value))
            Keep(step, value);
        if (view is null || Stopwatch.GetTimestamp() - shownAt < Interval)
            return;
        Show();
    }

    void IProgress<(long Step, double Value)>.Report((long Step, double Value) value) => Report(value.Step, value.Value);

    /// <summary>Goes through a sequence and shows how far it is.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The sequence.</param>
    /// <param name="title">What is going on.</param>
    public static IEnumerable<T> Over<T>(IReadOnlyCollection<T> items, string title)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
            yield break;
        using var progress = new LiveProgress(title, items.Count, "");
        var done = 0;
        foreach (var item in items)
        {
            yield return item;
            progress.Report(++done);
        }
    }

    /// <summary>Draws the last state, which stays.</summary>
    public void Dispose()
    {
        Show();
        view?.Close();
    }

    // the curve never holds more than a few hundred points: when it is full, every second one goes
    private void Keep(long at, double number)
    {
        curve.Add((at, number));
        if (curve.Count < CurvePoints)
            return;
        stride *= 2;
        curve.RemoveAll(p => p.Step % stride != 0);
    }

    private void Show()
    {
        if (view is null)
            return;
        shownAt = Stopwatch.GetTimestamp();
        var number = double.IsFinite(value) && valueName.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{valueName} {value:G4}") : "";
        view.Show(new ProgressState(title, Math.Clamp((double)step / Total, 0, 1), $"{step} of {Total}", number, curve));
    }
}
