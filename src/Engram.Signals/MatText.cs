namespace Engram.Signals;

/// <summary>Characters of a MAT file.</summary>
/// <param name="Rows">One text a row.</param>
/// <param name="Shape">Lengths of the axes.</param>
public sealed record MatText(IReadOnlyList<string> Rows, IReadOnlyList<int> Shape) : MatValue(Shape)
{
    /// <inheritdoc/>
    public override string ToString() => $"text \"{string.Join('\n', Rows)}\"";
}
