namespace Engram.Notebooks.Cells.Magics;

/// <summary>All commands.</summary>
internal static class CellCommands
{
    public static IReadOnlyList<ICellCommand> All { get; } = [new TimeCommand(), new ImportCommand(), new VariablesCommand("who", hasValues: false), new VariablesCommand("whos", hasValues: true), new ListCommand(), new AboutCommand()];

    /// <summary>A command by its name.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static ICellCommand Find(string name) => All.FirstOrDefault(c => c.Name == name)
        ?? throw new NotSupportedException($"#!{name} is not known here. Known are: #!csharp, #!markdown, #!html, #!javascript, #!mermaid, {string.Join(", ", All.Select(c => "#!" + c.Name))}.");
}
