using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Engram.Notebooks.Documents;

/// <summary>A notebook file (nbformat 4). What this class does not know it keeps as it is.</summary>
public sealed class Notebook
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly JsonObject root;

    private Notebook(JsonObject root, string name, string? folder)
    {
        this.root = root;
        Name = name;
        Folder = folder;
    }

    /// <summary>File name, without folders.</summary>
    public string Name { get; }

    /// <summary>The file's folder, where relative paths in cells start; <see langword="null"/> for a notebook that came from text.</summary>
    public string? Folder { get; }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => [.. root["cells"]!.AsArray().Select(c => new NotebookCell(c!.AsObject()))];

    /// <summary>Reads a file.</summary>
    /// <param name="path">A notebook file.</param>
    /// <exception cref="NotebookException">The file is missing, is no JSON, is no notebook or is not in C#.</exception>
    public static Notebook Load(string path)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
            throw new NotebookException($"{path}: no such file.");
        try
        {
            return Parse(File.ReadAllText(path), name, Path.GetDirectoryName(Path.GetFullPath(path)));
        }
        catch (JsonException error)
        {
            throw new NotebookException($"{name}: not a notebook: invalid JSON at line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}.", error);
        }
    }

    /// <summary>Reads the text of a notebook.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="name">Name for messages.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="NotebookException">It is no notebook or is not in C#.</exception>
    /// <param name="folder">Where relative paths in cells start; <see langword="null"/> for the current folder.</param>
    public static Notebook Parse(string text, string name, string? folder = null)
    {
        if (JsonNode.Parse(text) is not JsonObject root || root["cells"] is not JsonArray cells)
            throw new NotebookException($"{name}: not a notebook: expected a JSON object with \"cells\".");
        if (root["nbformat"]?.GetValueKind() != JsonValueKind.Number || root["nbformat"]!.GetValue<int>() != 4)
            throw new NotebookException($"{name}: expected nbformat 4, got {root["nbformat"]?.ToJsonString() ?? "none"}. Convert it with `jupyter nbconvert --to notebook`.");
        var language = (root["metadata"]?["kernelspec"]?["language"] ?? root["metadata"]?["language_info"]?["name"])?.ToString() ?? "C#";
        if (language is not ("C#" or "csharp" or "polyglot-notebook"))
            throw new NotebookException($"{name}: the notebook is in {language}; Engram runs C# notebooks.");
        if (cells.Any(c => c is not JsonObject { } cell || cell["cell_type"] is null || cell["source"] is null))
            throw new NotebookException($"{name}: not a notebook: every cell needs \"cell_type\" and \"source\".");
        var notebook = new Notebook(root, name, folder);
        notebook.Complete();
        return notebook;
    }

    /// <summary>Inserts a code cell with parameter values after the cell tagged <c>parameters</c>.</summary>
    /// <param name="values">Name and value as text.</param>
    /// <exception cref="NotebookException">There is no such cell, it has no parameter of that name, or the value does not fit its type.</exception>
    public void Inject(IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0)
            return;
        var cells = root["cells"]!.AsArray();
        for (var i = cells.Count - 1; i >= 0; i--)
        {
            if (new NotebookCell(cells[i]!.AsObject()).Tags.Contains("injected-parameters"))
                cells.RemoveAt(i);
        }

        var at = Cells.ToList().FindIndex(c => c.Tags.Contains("parameters"));
        if (at < 0)
            throw new NotebookException($"{Name}: parameters were given, but no cell is tagged \"parameters\".");
        var source = Parameters.Assignments(Name, Cells[at].Source, values);
        var cell = NotebookCell.Code("injected-parameters", source);
        cell["metadata"]!["tags"] = new JsonArray("injected-parameters");
        cells.Insert(at + 1, cell);
    }

    /// <summary>Writes the notebook; a file that is there is replaced only when the new one is complete.</summary>
    /// <param name="path">Target file.</param>
    public void Save(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = full + ".tmp";
        File.WriteAllText(temporary, ToJson());
        File.Move(temporary, full, overwrite: true);
    }

    /// <summary>The notebook as JSON, as Jupyter writes it.</summary>
    public string ToJson() => root.ToJsonString(Format) + "\n";

    // nbformat 4.5: every cell has an id; the metadata says which kernel runs it, here and in .NET Interactive.
    private void Complete()
    {
        root["nbformat_minor"] = 5;
        if (root["metadata"] is not JsonObject metadata)
            root["metadata"] = metadata = [];
        metadata["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" };
        metadata["language_info"] = new JsonObject { ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["name"] = "C#", ["pygments_lexer"] = "csharp", ["version"] = "14.0" };
        var cells = root["cells"]!.AsArray();
        for (var i = 0; i < cells.Count; i++)
            new NotebookCell(cells[i]!.AsObject()).Complete(i);
    }
}
