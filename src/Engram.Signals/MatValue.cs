namespace Engram.Signals;

/// <summary>A value of a MAT file: <see cref="MatNumbers"/>, <see cref="MatText"/>, <see cref="MatCell"/>, <see cref="MatStruct"/> or <see cref="MatOther"/>.</summary>
/// <param name="Shape">Lengths of the axes.</param>
public abstract record MatValue(IReadOnlyList<int> Shape)
{
    /// <summary>The only number.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public double Number => this is MatNumbers { Real.Count: 1 } numbers ? numbers.Real.Number : throw new InvalidOperationException($"Expected one number, got {this}.");

    /// <summary>The numbers.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public NumericArray Numbers => this is MatNumbers numbers ? numbers.Real : throw new InvalidOperationException($"Expected numbers, got {this}.");

    /// <summary>The text; numbers as text too.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public string Text => this switch
    {
        MatText { Rows: [var row] } => row,
        MatText { Rows: [] } => "",
        MatNumbers { Real.Count: 0 } => "",
        MatNumbers { Real.Count: 1 } numbers => $"{numbers.Real.Number}",
        _ => throw new InvalidOperationException($"Expected a text, got {this}."),
    };

    /// <summary>A field of a structure; of an array of structures, that of the first.</summary>
    /// <param name="field">Name of the field.</param>
    /// <exception cref="InvalidOperationException">It is no structure or has no such field.</exception>
    public MatValue this[string field] => this is MatStruct structure ? structure.Field(field) : throw new InvalidOperationException($"Expected a structure with field '{field}', got {this}.");
}
