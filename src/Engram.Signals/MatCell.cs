namespace Engram.Signals;

/// <summary>Values of any kind in an array of a MAT file.</summary>
/// <param name="Items">The values, first axis fastest.</param>
/// <param name="Shape">Lengths of the axes.</param>
public sealed record MatCell(IReadOnlyList<MatValue> Items, IReadOnlyList<int> Shape) : MatValue(Shape)
{
    /// <inheritdoc/>
    public override string ToString() => $"cell [{string.Join(", ", Shape)}]";
}
