using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps its items in the order in which they were added, and that can also be used as that list.</summary>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
    where TKey : notnull
{
    private readonly List<(TKey Key, TValue Value)> list = [];
    private readonly Dictionary<TKey, TValue> dictionary = [];

    public (TKey, TValue) this[int index]
    {
        get => list[index];
        set
        {
            var before = list[index].Key;
            if (!EqualityComparer<TKey>.Default.Equals(before, value.Item1))
            {
                dictionary.Add(value.Item1, value.Item2); // refuses a key that stands elsewhere
                dictionary.Remove(before);
            }
            else
            {
                dictionary[before] = value.Item2;
            }

            list[index] = value;
        }
    }

    public TValue this[TKey key]
    {
        get => dictionary[key];
        set
        {
            if (dictionary.ContainsKey(key))
                list[Position(key)] = (key, value);
            else
                list.Add((key, value));
            dictionary[key] = value;
        }
    }

    public bool IsReadOnly => false;

    public ICollection<TKey> Keys => [.. keys()];

    public ICollection<TValue> Values => [.. values()];

    public int Count => list.Count;

    public void clear() => Clear();

    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();

    public IEnumerable<TKey> keys() => list.Select(i => i.Key);

    public IEnumerable<TValue> values() => list.Select(i => i.Value);

    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);

    public void Add(TKey key, TValue value) => Insert(list.Count, (key, value));

    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    public void Insert(int index, (TKey, TValue) item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, (uint)list.Count);
        dictionary.Add(item.Item1, item.Item2);
        list.Insert(index, item);
    }

    public bool Contains((TKey, TValue) item) => IndexOf(item) >= 0;

    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));

    public bool ContainsKey(TKey key) => dictionary.ContainsKey(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => dictionary.TryGetValue(key, out value);

    public int IndexOf((TKey, TValue) item) => list.IndexOf(item);

    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) =>
        list.ConvertAll(i => KeyValuePair.Create(i.Key, i.Value)).CopyTo(array, arrayIndex);

    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));

    public bool Remove(TKey key)
    {
        if (!dictionary.Remove(key))
            return false;
        list.RemoveAt(Position(key));
        return true;
    }

    public void RemoveAt(int index)
    {
        dictionary.Remove(list[index].Key);
        list.RemoveAt(index);
    }

    public void Clear()
    {
        dictionary.Clear();
        list.Clear();
    }

    public IEnumerator<(TKey, TValue)> GetEnumerator() => list.GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        list.Select(i => KeyValuePair.Create(i.Key, i.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Position(TKey key) => list.FindIndex(i => EqualityComparer<TKey>.Default.Equals(i.Key, key));
}
