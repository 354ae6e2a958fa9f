using System.CommandLine;
using Engram.Signals;

namespace Engram.Cli.Verbs;

/// <summary><c>engram info</c>: what a recording file holds, and what is wrong with it.</summary>
internal static class InfoVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Arity = ArgumentArity.OneOrMore, Description = "Recording files." };
        var command = new Command("info", "Says what recording files hold; exit code 2 where one is damaged or incomplete.") { files };
        command.SetAction(parse => parse.GetValue(files)!.Max(Describe));
        return command;
    }

    private static int Describe(string path)
    {
        var recording = Recordings.Load(path);
        Console.WriteLine($"{Path.GetFileName(path)}: {recording.Channels.Count} channels, {recording.SamplingRate:0.###} Hz, {recording.SampleCount / recording.SamplingRate:0.###} s, {recording.Annotations.Count} annotations");
        Console.WriteLine($"  {string.Join(", ", recording.Channels.Select(c => $"{c.Name} ({c.Unit})"))}");
        foreach (var warning in recording.Provenance.Warnings)
            Console.Error.WriteLine($"engram: {(warning.Contains(Path.GetFileName(path), StringComparison.Ordinal) ? "" : Path.GetFileName(path) + ": ")}{warning}");
        return recording.Provenance.Warnings.Count > 0 ? ExitCodes.BadInput : ExitCodes.Success;
    }
}
