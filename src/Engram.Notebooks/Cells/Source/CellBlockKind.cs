namespace Engram.Notebooks.Cells.Source;

/// <summary>Kinds of parts of a cell.</summary>
internal enum CellBlockKind
{
    /// <summary>C#.</summary>
    Code,

    /// <summary>Text in another language, shown as it is.</summary>
    Content,

    /// <summary>A line that starts with <c>#!</c>.</summary>
    Command,

    /// <summary>A line <c>#r "nuget: …"</c> or <c>#i "nuget: …"</c>.</summary>
    Package,
}
