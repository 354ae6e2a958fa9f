using Engram.Notebooks.Cells;

namespace Engram.Notebooks.Kernel;

/// <summary>Keeps the value of an expression and drops whatever it prints.</summary>
internal sealed class ValueCapture : IOutput
{
    public MimeBundle? Result { get; private set; }

    public void Stream(string name, string text)
    {
    }

    public void Display(MimeBundle bundle, string? displayId, bool isResult)
    {
        if (isResult)
            Result = bundle;
    }

    public void Update(MimeBundle bundle, string displayId)
    {
    }

    public void Clear(bool wait)
    {
    }

    public string ReadLine(string prompt, bool isPassword) => throw new InvalidOperationException("An expression cannot ask for input.");
}
