namespace Engram.Signals;

/// <summary>A value that is not decoded: a sparse matrix, an object, a function.</summary>
/// <param name="Class">What MATLAB calls it.</param>
/// <param name="Shape">Lengths of the axes.</param>
public sealed record MatOther(string Class, IReadOnlyList<int> Shape) : MatValue(Shape)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Class} (not decoded)";
}
