using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Engram.Cli.Tests;

/// <summary>Runs the built program as a user would, in a folder of its own.</summary>
public sealed class EngramProcess : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("engram-cli-").FullName;

    public static string Repository { get; } = FindRepository();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Starts it and does not wait.</summary>
    public static Process Start(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [Path.Combine(AppContext.BaseDirectory, "engram.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["ENGRAM_ROOT"] = Repository;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public (int Code, string Output, string Errors) Run(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(Folder, arguments, environment);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    public (int Code, string Output, string Errors) Run(params string[] arguments) => Run(arguments, null);

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A notebook of code cells; the first is tagged as parameters.</summary>
    public string Notebook(string name, params string[] cells) => Write(name, new JsonObject
    {
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
        ["metadata"] = new JsonObject(),
        ["cells"] = new JsonArray([.. cells.Select((source, i) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code", ["id"] = $"c{i}", ["source"] = source, ["outputs"] = new JsonArray(), ["execution_count"] = null,
            ["metadata"] = i == 0 ? new JsonObject { ["tags"] = new JsonArray("parameters") } : new JsonObject(),
        })]),
    }.ToJsonString());

    public JsonArray Cells(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!["cells"]!.AsArray();

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "data-manifests")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
