namespace Engram.Torch.Generator;

/// <summary>One run of the generator: the texts it would write, and what it leaves to hand-written code.</summary>
internal sealed record Generation(List<(string Path, string Text)> Files, int Count, List<ApiMethod> Unmatched)
{
    public static Generation Run(string project, string schemas)
    {
        var parsed = schemas.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Schema.Parse).OfType<Schema>();
        var emitter = new Emitter(new Matcher(parsed), new HandWrittenMembers(Path.Combine(project, "TorchSharp")));
        var files = emitter.Emit(ApiSurface.Methods()).Select(f => (Path.Combine(project, "TorchSharp", "Generated", f.File), f.Text)).ToList();
        var creation = CreationEmitter.Emit();
        files.Add((Path.Combine(project, "TorchSharp", "Generated", creation.File), creation.Text));
        return new(files, emitter.Generated, [.. emitter.Unmatched.Where(m => m.Name is not ("zeros" or "ones" or "empty" or "rand" or "randn" or "full" or "tensor" or "as_tensor" or "new_zeros" or "new_ones" or "new_empty" or "new_full"))]);
    }

    public static string FindProject(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "src", "Engram.Torch");
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException($"No src/Engram.Torch above '{start}'. Run this inside the repository or pass --root.");
    }
}
