using System.Text;

namespace Engram.Notebooks.Cells;

/// <summary>A console stream that ends in a cell's output.</summary>
/// <param name="target">The output.</param>
/// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
internal sealed class OutputWriter(IOutput target, string name) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => target.Stream(name, value.ToString());

    public override void Write(char[] buffer, int index, int count) => target.Stream(name, new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => target.Stream(name, buffer.ToString());

    public override void Write(string? value)
    {
        if (!string.IsNullOrEmpty(value))
            target.Stream(name, value);
    }

    public override void WriteLine() => target.Stream(name, "\n");

    public override void WriteLine(string? value) => target.Stream(name, value + "\n");
}
