using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Engram.Signals;

/// <summary>Arrays by name, as a file of arrays holds them.</summary>
/// <param name="arrays">The arrays.</param>
/// <param name="provenance">Where they came from.</param>
public sealed class ArrayCollection(IReadOnlyDictionary<string, NumericArray> arrays, Provenance provenance) : IReadOnlyDictionary<string, NumericArray>
{
    /// <summary>Where they came from.</summary>
    public Provenance Provenance => provenance;

    /// <summary>What else the file says.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The only array.</summary>
    /// <exception cref="InvalidOperationException">There are none or several.</exception>
    public NumericArray Single => arrays.Count == 1 ? arrays.Values.First() : throw new InvalidOperationException($"Expected one array, {provenance.Source} holds: {string.Join(", ", arrays.Keys)}.");

    /// <inheritdoc/>
    public int Count => arrays.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => arrays.Keys;

    /// <inheritdoc/>
    public IEnumerable<NumericArray> Values => arrays.Values;

    /// <inheritdoc/>
    public NumericArray this[string key] => arrays.TryGetValue(key, out var array) ? array : throw new KeyNotFoundException($"No array '{key}' in {provenance.Source}; it holds: {string.Join(", ", arrays.Keys)}.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => arrays.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out NumericArray value) => arrays.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, NumericArray>> GetEnumerator() => arrays.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"{arrays.Count} arrays ({provenance.Source}): {string.Join(", ", arrays.Take(8).Select(a => $"{a.Key} {a.Value}"))}";
}
