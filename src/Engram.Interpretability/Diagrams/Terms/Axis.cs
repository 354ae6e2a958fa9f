using System.Globalization;

namespace Engram.Interpretability.Diagrams.Terms;

/// <summary>An axis. Two axes are the same when name and size agree; nothing is broadcast in silence, sizes of 1 included.</summary>
/// <param name="Name">Name; a size alone is its own name.</param>
/// <param name="Size">Length, at least 1.</param>
public sealed record Axis(string Name, int Size)
{
    /// <summary>An axis from text: <c>k=16</c>, or <c>4</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text names no size of at least 1.</exception>
    public static Axis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('=');
        return parts.Length <= 2 && parts[0].Length > 0 && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? new(parts[0], size)
            : throw new FormatException($"Expected an axis such as k=16 or 4, got \"{text}\".");
    }

    /// <inheritdoc/>
    public override string ToString() => Name == Size.ToString(CultureInfo.InvariantCulture) ? Name : $"{Name}={Size}";
}
