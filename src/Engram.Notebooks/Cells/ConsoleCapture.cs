namespace Engram.Notebooks.Cells;

/// <summary>Sends the console's streams to an output, and its questions too.</summary>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly TextWriter before = Console.Out;
    private readonly TextWriter errorsBefore = Console.Error;
    private readonly TextReader inputBefore = Console.In;

    public ConsoleCapture(IOutput target)
    {
        Console.SetOut(new OutputWriter(target, "stdout"));
        Console.SetError(new OutputWriter(target, "stderr"));
        Console.SetIn(new OutputReader(target));
    }

    public void Dispose()
    {
        Console.SetOut(before);
        Console.SetError(errorsBefore);
        Console.SetIn(inputBefore);
    }
}
