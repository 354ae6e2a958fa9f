namespace Engram.Signals;

/// <summary>A structure, or an array of structures with the same fields; the variables of a MAT file are the fields of one.</summary>
/// <param name="Elements">Field values by name, one dictionary for each structure, first axis fastest.</param>
/// <param name="FieldNames">Names of the fields.</param>
/// <param name="Shape">Lengths of the axes.</param>
public sealed record MatStruct(IReadOnlyList<IReadOnlyDictionary<string, MatValue>> Elements, IReadOnlyList<string> FieldNames, IReadOnlyList<int> Shape) : MatValue(Shape)
{
    /// <summary>Where it came from; empty for structures inside a file.</summary>
    public Provenance Provenance { get; init; } = Provenance.Of("");

    /// <summary>Whether there is a field.</summary>
    /// <param name="name">Name of the field.</param>
    public bool Has(string name) => Elements.Count > 0 && Elements[0].ContainsKey(name);

    /// <summary>A field of the first structure.</summary>
    /// <param name="name">Name of the field.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public MatValue Field(string name) => Elements.Count > 0 && Elements[0].TryGetValue(name, out var value)
        ? value
        : throw new InvalidOperationException($"No field '{name}'; the fields are: {string.Join(", ", FieldNames.Take(60))}.");

    /// <inheritdoc/>
    public override string ToString() => $"structure [{string.Join(", ", Shape)}] with {string.Join(", ", FieldNames.Take(60))}";
}
