using Engram.Notebooks.Documents;

namespace Engram.Notebooks.Cells.Magics;

/// <summary><c>#!import FILE</c>: runs a notebook (.ipynb, .dib) or a script (.csx, .cs) as part of this cell.</summary>
internal sealed class ImportCommand : ICellCommand
{
    private const int MaxDepth = 16;
    private int depth;

    public string Name => "import";

    public string Summary => "runs a notebook or script: .ipynb, .dib, .csx, .cs";

    public Action? Run(CellEngine engine, string arguments, IOutput output, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(arguments.Trim('"'), engine.Folder);
        if (arguments.Length == 0 || !File.Exists(path))
            throw new FileNotFoundException($"#!import: expected a file, got \"{arguments}\" (looked in {Path.GetFileName(engine.Folder)}/).");
        if (depth >= MaxDepth)
            throw new InvalidOperationException($"#!import: files import each other more than {MaxDepth} deep; \"{Path.GetFileName(path)}\" probably imports itself.");
        depth++;
        try
        {
            var name = Path.GetFileName(path);
            foreach (var source in Sources(path))
                engine.RunBlocks(source, name, output, cancellation);
        }
        finally
        {
            depth--;
        }

        return null;
    }

    private static IEnumerable<string> Sources(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".ipynb" => Notebook.Load(path).Cells.Where(c => c.IsCode).Select(c => c.Source),
        ".dib" => [DibText.Cells(File.ReadAllText(path))],
        ".cs" or ".csx" => [File.ReadAllText(path)],
        var extension => throw new NotSupportedException($"#!import: expected .ipynb, .dib, .csx or .cs, got \"{extension}\"."),
    };
}
