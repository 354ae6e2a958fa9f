namespace Engram.Notebooks.Cells.Progress;

/// <summary>A line of text in a console.</summary>
internal sealed class ConsoleProgressView : IProgressView
{
    private const int Bar = 30;
    private int length;

    public void Show(ProgressState state)
    {
        var filled = (int)(state.Fraction * Bar);
        var line = $"{state.Title} [{new string('#', filled)}{new string('.', Bar - filled)}] {state.Count} {state.Number}";
        Console.Error.Write("\r" + line.PadRight(length));
        length = line.Length;
    }

    public void Close() => Console.Error.WriteLine();
}
