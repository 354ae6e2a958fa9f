namespace Engram.Notebooks.Cells.Magics;

/// <summary><c>#!lsmagic</c>: the commands.</summary>
internal sealed class ListCommand : ICellCommand
{
    public string Name => "lsmagic";

    public string Summary => "lists these commands";

    public Action? Run(CellEngine engine, string arguments, IOutput output, CancellationToken cancellation)
    {
        (string Name, string Summary)[] lines =
        [
            ("#!csharp", "what follows is C#"), ("#!markdown, #!html, #!javascript, #!mermaid", "what follows is shown as it is"),
            .. CellCommands.All.Select(c => ($"#!{c.Name}", c.Summary)),
            ("#r \"path.dll\"", "references an assembly"), ("#r \"nuget: Name, Version\"", "restores a package"), ("#i \"nuget: feed\"", "adds a package source"), ("#load \"file.csx\"", "includes a script"),
        ];
        output.Display(MimeBundle.Text(string.Join('\n', lines.Select(l => $"{l.Name,-46} {l.Summary}"))), null, isResult: false);
        return null;
    }
}
