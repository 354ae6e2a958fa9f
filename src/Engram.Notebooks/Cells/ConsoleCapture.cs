using System.Text;

namespace Engram.Notebooks.Cells;

/// <summary>Sends the console's two streams to a cell's output while it runs.</summary>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly TextWriter before = Console.Out;
    private readonly TextWriter errorsBefore = Console.Error;
    private readonly StreamWriterTo output;
    private readonly StreamWriterTo errors;

    public ConsoleCapture(IOutput target)
    {
        output = new(target, "stdout");
        errors = new(target, "stderr");
        Console.SetOut(output);
        Console.SetError(errors);
    }

    public void Flush()
    {
        output.Flush();
        errors.Flush();
    }

    public void Dispose()
    {
        Flush();
        Console.SetOut(before);
        Console.SetError(errorsBefore);
    }

    private sealed class StreamWriterTo(IOutput target, string name) : TextWriter
    {
        private readonly StringBuilder pending = new();
        private readonly Lock gate = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (gate)
                pending.Append(value);
            if (value == '\n')
                Flush();
        }

        public override void Write(string? value)
        {
            lock (gate)
                pending.Append(value);
            if (value?.Contains('\n', StringComparison.Ordinal) == true)
                Flush();
        }

        public override void Flush()
        {
            string text;
            lock (gate)
            {
                text = pending.ToString();
                pending.Clear();
            }

            if (text.Length > 0)
                target.Stream(name, text);
        }
    }
}
