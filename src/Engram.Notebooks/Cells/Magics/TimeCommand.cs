using System.Diagnostics;

namespace Engram.Notebooks.Cells.Magics;

/// <summary><c>#!time</c>: how long the rest of the cell took.</summary>
internal sealed class TimeCommand : ICellCommand
{
    public string Name => "time";

    public string Summary => "shows how long the rest of the cell took";

    public Action? Run(CellEngine engine, string arguments, IOutput output, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        return () => output.Display(MimeBundle.Text($"Wall time: {clock.Elapsed.TotalMilliseconds:0.###} ms"), null, isResult: false);
    }
}
