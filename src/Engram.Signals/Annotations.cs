using System.Collections;

namespace Engram.Signals;

/// <summary>The events of a recording, in order of their onsets.</summary>
public sealed class Annotations : IReadOnlyList<Annotation>
{
    private readonly Annotation[] items;

    /// <summary>Sorts and keeps the given events.</summary>
    /// <param name="items">Events in any order.</param>
    public Annotations(IEnumerable<Annotation> items) => this.items = [.. items.OrderBy(a => a.Onset)];

    /// <summary>No events.</summary>
    public static Annotations None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public Annotation this[int index] => items[index];

    /// <summary>The events that begin between two times, with onsets counted from the first.</summary>
    /// <param name="from">Seconds.</param>
    /// <param name="to">Seconds, not included.</param>
    public Annotations Crop(double from, double to) =>
        new(items.Where(a => a.Onset >= from && a.Onset < to).Select(a => a with { Onset = a.Onset - from }));

    /// <inheritdoc/>
    public IEnumerator<Annotation> GetEnumerator() => ((IEnumerable<Annotation>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
