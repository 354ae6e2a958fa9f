namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>An ordered list of axes; a number where there is none.</summary>
/// <param name="axes">The axes.</param>
public sealed class ArrayType(params IReadOnlyList<Axis> axes) : IEquatable<ArrayType>
{
    /// <summary>The axes.</summary>
    public IReadOnlyList<Axis> Axes => axes;

    /// <summary>Number of elements.</summary>
    public long Elements => axes.Aggregate(1L, (n, a) => n * a.Size);

    /// <summary>A tuple of arrays from text, such as <c>3, 4 2, k=6</c>; an empty text is one number.</summary>
    /// <param name="text">Arrays separated by commas, axes by spaces.</param>
    public static ArrayType[] ParseTuple(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',').Select(a => new ArrayType([.. a.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Axis.Parse)]))];
    }

    /// <summary>Domain and codomain from text, such as <c>3, 4 2, 6 -&gt; 1 2</c>.</summary>
    /// <param name="text">Two tuples with an arrow between.</param>
    /// <exception cref="FormatException">There is not one arrow.</exception>
    public static (ArrayType[] Domain, ArrayType[] Codomain) ParseSignature(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split("->") is [var from, var to] ? (ParseTuple(from), ParseTuple(to)) : throw new FormatException($"Expected two tuples with -> between, got \"{text}\".");
    }

    /// <summary>A tuple as text.</summary>
    /// <param name="tuple">Arrays.</param>
    public static string Text(IEnumerable<ArrayType> tuple) => string.Join(", ", tuple);

    /// <summary>The place of an axis.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DiagramTypeException">There is none of that name.</exception>
    public int IndexOf(string name)
    {
        for (var i = 0; i < axes.Count; i++)
        {
            if (axes[i].Name == name)
                return i;
        }

        throw new DiagramTypeException($"Expected an axis {name} in \"{this}\", found none.");
    }

    /// <inheritdoc/>
    public bool Equals(ArrayType? other) => other is not null && axes.SequenceEqual(other.Axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ArrayType);

    /// <inheritdoc/>
    public override int GetHashCode() => axes.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', axes);
}
