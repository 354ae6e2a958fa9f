using System.Text;
using Engram.Notebooks.Cells;

namespace Engram.Notebooks.Tests.Cells;

/// <summary>Keeps what a cell shows.</summary>
internal sealed class RecordedOutput : IOutput
{
    public StringBuilder Text { get; } = new();

    public List<MimeBundle> Shown { get; } = [];

    public List<MimeBundle> Updates { get; } = [];

    public int Clears { get; private set; }

    public Queue<string> Answers { get; } = new();

    public string Last(string mimeType = "text/plain") => Shown[^1].Entries.First(e => e.MimeType == mimeType).Content;

    public void Stream(string name, string text) => Text.Append(text);

    public void Display(MimeBundle bundle, string? displayId, bool isResult) => Shown.Add(bundle);

    public void Update(MimeBundle bundle, string displayId) => Updates.Add(bundle);

    public void Clear(bool wait) => Clears++;

    public string ReadLine(string prompt, bool isPassword) => Answers.Dequeue();
}
