namespace Engram.Notebooks.Cells;

/// <summary>The console's input inside a cell: each line is asked of the person at the notebook.</summary>
/// <param name="target">The cell's output, which can ask.</param>
internal sealed class OutputReader(IOutput target) : TextReader
{
    private string rest = "";

    public override string? ReadLine()
    {
        if (rest.Length == 0)
            return target.ReadLine("", isPassword: false);
        var line = rest.TrimEnd('\n');
        rest = "";
        return line;
    }

    public override int Peek() => rest.Length > 0 ? rest[0] : -1;

    public override int Read()
    {
        if (rest.Length == 0)
            rest = target.ReadLine("", isPassword: false) + "\n";
        var first = rest[0];
        rest = rest[1..];
        return first;
    }
}
