using System.Runtime.InteropServices;

namespace Engram.Notebooks.Cells.Magics;

/// <summary><c>#!about</c>: versions.</summary>
internal sealed class AboutCommand : ICellCommand
{
    public string Name => "about";

    public string Summary => "shows versions";

    public Action? Run(CellEngine engine, string arguments, IOutput output, CancellationToken cancellation)
    {
        var compiler = typeof(Microsoft.CodeAnalysis.CSharp.CSharpCompilation).Assembly.GetName().Version;
        output.Display(MimeBundle.Text($"Engram {typeof(CellEngine).Assembly.GetName().Version?.ToString(3)}, {RuntimeInformation.FrameworkDescription}, C# compiler {compiler?.ToString(3)}"), null, isResult: false);
        return null;
    }
}
