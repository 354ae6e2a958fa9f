using Engram.Torch.Generator;

// engram generate: writes src/Engram.Torch/TorchSharp/Generated/Operators.*.g.cs from the schema registry of the installed libtorch.
//   --schemas FILE   take the schemas from a file instead of the native library
//   --root DIR       the Engram.Torch project (default: found upwards from the current folder)
//   --check          write nothing; exit 1 when a committed file differs from what would be written
//   --report         list the methods that are no plain operator call and that nobody has written by hand yet
string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

var root = Option("--root") ?? Generation.FindProject(Environment.CurrentDirectory);
var schemas = Option("--schemas") is { } file ? File.ReadAllText(file) : SchemaRegistry.Read();
var generation = Generation.Run(root, schemas);
if (args.Contains("--check"))
{
    var stale = generation.Files.Where(f => !File.Exists(f.Path) || File.ReadAllText(f.Path) != f.Text).Select(f => Path.GetFileName(f.Path)).ToList();
    Console.WriteLine(stale.Count == 0 ? "generated operators are current" : $"stale: {string.Join(", ", stale)}; run ./engram generate");
    return stale.Count == 0 ? 0 : 1;
}

foreach (var (path, text) in generation.Files)
{
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllText(path, text);
}

Console.WriteLine($"{generation.Count} methods generated, {generation.Unmatched.Count} left to be written by hand");
if (args.Contains("--report"))
{
    foreach (var method in generation.Unmatched)
        Console.WriteLine($"  {method.Owner}: {method}");
}

return 0;
