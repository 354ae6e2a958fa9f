using System.Text;

namespace Engram.Notebooks.Cells;

/// <summary>
/// Gathers console text and passes it on a few times a second, so that a loop that prints thousands of lines is not slowed by a
/// message for each. Everything keeps its order. The work stands in <c>finally</c> blocks, where the abort of an interrupted
/// cell cannot strike: it would leave a lock held for ever.
/// </summary>
/// <param name="target">Where output goes.</param>
internal sealed class BatchedOutput(IOutput target) : IOutput, IDisposable
{
    private const int FlushAt = 256 << 10;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);

    private readonly StringBuilder pending = new();
    private readonly Lock gate = new();
    private Timer? timer;
    private string stream = "";
    private bool isArmed;

    public void Stream(string name, string text)
    {
        try
        {
            NotebookFunctions.CellCancellation.ThrowIfCancellationRequested(); // a loop that prints ends by itself
        }
        finally
        {
            lock (gate)
            {
                if (name != stream)
                    Flush();
                stream = name;
                pending.Append(text);
                if (pending.Length >= FlushAt)
                    Flush();
                else if (!isArmed)
                    Arm();
            }
        }
    }

    public void Display(MimeBundle bundle, string? displayId, bool isResult) => InOrder(() => target.Display(bundle, displayId, isResult));

    public void Update(MimeBundle bundle, string displayId) => InOrder(() => target.Update(bundle, displayId));

    public void Clear(bool wait) => InOrder(() => target.Clear(wait));

    public string ReadLine(string prompt, bool isPassword)
    {
        Flush();
        return target.ReadLine(prompt, isPassword);
    }

    /// <summary>Passes on what waits.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (pending.Length == 0)
                return;
            target.Stream(stream, pending.ToString());
            pending.Clear();
        }
    }

    public void Dispose()
    {
        Flush();
        timer?.Dispose();
    }

    private void InOrder(Action send)
    {
        try
        {
        }
        finally
        {
            lock (gate)
            {
                Flush();
                send();
            }
        }
    }

    private void Arm()
    {
        isArmed = true;
        timer ??= new Timer(_ =>
        {
            lock (gate)
            {
                isArmed = false;
                Flush();
            }
        });
        timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }
}
