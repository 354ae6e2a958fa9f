using System.Collections;

namespace Engram.Signals;

/// <summary>The events of a recording, in order of their onsets.</summary>
public sealed class Annotations : IReadOnlyList<Annotation>
{
    private readonly Annotation[] items;

    /// <summary>Sorts and keeps the given events; those of equal onset keep their order.</summary>
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
    public Annotations Crop(double from, double to) => new(items.Where(a => a.Onset >= from && a.Onset < to).Select(a => a with { Onset = a.Onset - from }));

    /// <summary>The events moved in time.</summary>
    /// <param name="seconds">Added to every onset.</param>
    public Annotations Shift(double seconds) => new(items.Select(a => a with { Onset = a.Onset + seconds }));

    /// <summary>The events of both.</summary>
    /// <param name="others">More events on the same time axis.</param>
    public Annotations With(params IEnumerable<Annotation> others) => new(items.Concat(others));

    /// <summary>The events whose text is one of those asked for.</summary>
    /// <param name="texts">Texts, exact.</param>
    public Annotations Select(params IReadOnlyCollection<string> texts) => new(items.Where(a => texts.Contains(a.Text)));

    /// <inheritdoc/>
    public IEnumerator<Annotation> GetEnumerator() => ((IEnumerable<Annotation>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"Annotations: {Count} ({string.Join(", ", items.CountBy(a => a.Text).OrderByDescending(g => g.Value).Take(8).Select(g => $"{g.Value} {g.Key}"))})";
}
